/** In hertz and seconds: two soft notes. */
const NOTES = [
  { pitch: 660, at: 0 },
  { pitch: 880, at: 0.12 },
] as const;
const LENGTH = 0.35;
const LOUDNESS = 0.08;
/** What comes within it is one sound: after an absence a lot may come at once. */
const PAUSE = 1;

/**
 * Gives a function that sounds. A browser keeps silent until the person has done something on the
 * page; that is not waited for, a late sound would say nothing.
 */
export function createChime(): () => void {
  let audio: AudioContext | undefined;
  let next = 0;
  return () => {
    audio ??= new AudioContext();
    if (audio.currentTime < next) return;
    next = audio.currentTime + PAUSE;
    if (audio.state === "suspended") void audio.resume();
    for (const { pitch, at } of NOTES) play(audio, pitch, audio.currentTime + at);
  };
}

function play(audio: AudioContext, pitch: number, start: number): void {
  const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + LENGTH);
}
