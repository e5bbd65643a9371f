/**
 * What a file is, by its first bytes: never by its name or by what a client says of it. Known are the types that
 * browsers show and that can carry no script; everything else is bytes to save.
 */

export const UNKNOWN_TYPE = "application/octet-stream";

/** How many of the first bytes are looked at. */
export const SNIFFED_BYTES = 64;

const MP4_AUDIO = ["M4A ", "M4B "];
const MP4_VIDEO = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V "];
const AVIF = ["avif", "avis"];
/** At the place where the first page of an Ogg stream names its codec. */
const OGG_AUDIO = ["OpusHead", "\x01vorbis", "\x7fFLAC", "Speex "];
const OGG_CODEC_AT = 28;

/** `UNKNOWN_TYPE` for what is not one of them. */
export function mediaTypeOf(head: Uint8Array): string {
  const bytes = Buffer.from(head.subarray(0, SNIFFED_BYTES));
  const text = bytes.toString("latin1");
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(text)) return "image/gif";
  if (/^RIFF[^]{4}WEBP/.test(text)) return "image/webp";
  if (/^RIFF[^]{4}WAVE/.test(text)) return "audio/wav";
  if (text.startsWith("OggS")) {
    const isAudio = OGG_AUDIO.some((codec) => text.startsWith(codec, OGG_CODEC_AT));
    return isAudio ? "audio/ogg" : UNKNOWN_TYPE;
  }
  if (text.startsWith("\x1aE\xdf\xa3") && text.includes("\x42\x82\x84webm")) return "video/webm";
  if (text.startsWith("ftyp", 4)) return isoMediaType(text, bytes.readUInt32BE(0));
  return text.startsWith("ID3") || isMp3Frame(bytes) ? "audio/mpeg" : UNKNOWN_TYPE;
}

/** By the brands of ISO/IEC 14496-12, 4.3: the major one, and for pictures those they are compatible with. */
function isoMediaType(text: string, boxLength: number): string {
  const major = text.slice(8, 12);
  const compatible: readonly string[] = text.slice(16, boxLength).match(/[^]{4}/g) ?? [];
  if (AVIF.some((brand) => brand === major || (major === "mif1" && compatible.includes(brand)))) {
    return "image/avif";
  }
  if (MP4_AUDIO.includes(major)) return "audio/mp4";
  return MP4_VIDEO.includes(major) ? "video/mp4" : UNKNOWN_TYPE;
}

/** A header of layer III with a version, a bit rate and a sample rate that there are (ISO/IEC 11172-3, 2.4.1.3). */
function isMp3Frame(bytes: Buffer): boolean {
  const [sync = 0, version = 0, rates = 0] = bytes;
  return (
    sync === 0xff &&
    (version & 0xe6) === 0xe2 &&
    (version & 0x18) !== 0x08 &&
    (rates & 0xf0) !== 0xf0 &&
    (rates & 0xf0) !== 0 &&
    (rates & 0x0c) !== 0x0c
  );
}
