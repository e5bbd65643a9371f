/** Two short notes. Silent where the browser wants to hear from the visitor first. */
export function playSound(): void {
  try {
    const audio = new AudioContext();
    const { currentTime, destination } = audio;
    const volume = audio.createGain();
    volume.gain.value = 0.06;
    volume.connect(destination);
    for (const [index, frequency] of [660, 880].entries()) {
      const note = audio.createOscillator();
      note.frequency.value = frequency;
      note.connect(volume);
      note.start(currentTime + index * 0.12);
      note.stop(currentTime + index * 0.12 + 0.1);
      note.onended = () => index === 1 && void audio.close();
    }
  } catch {
    // A browser without sound.
  }
}
