/** The first bytes of files of each kind, as programs write them. */

/** A box of ISO/IEC 14496-12 that says what the file is. */
function ftyp(major: string, ...compatible: string[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(16 + 4 * compatible.length);
  const brands = [major, "\0\0\0\0", ...compatible].join("");
  return Buffer.concat([length, Buffer.from(`ftyp${brands}`, "latin1")]);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function ogg(codec: string): Buffer {
  return latin1(`OggS${"\0".repeat(24)}${codec}`);
}

/** One red pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);

export const KNOWN: readonly (readonly [name: string, type: string, bytes: Buffer])[] = [
  ["a PNG", "image/png", PNG],
  ["a JPEG", "image/jpeg", latin1("\xff\xd8\xff\xe0\0\x10JFIF")],
  ["a JPEG with Exif", "image/jpeg", latin1("\xff\xd8\xff\xe1")],
  ["a GIF of 1987", "image/gif", latin1("GIF87a\x01\0\x01\0")],
  ["a GIF of 1989", "image/gif", latin1("GIF89a\x01\0\x01\0")],
  ["a WebP", "image/webp", latin1("RIFF\x24\0\0\0WEBPVP8 ")],
  ["an AVIF", "image/avif", ftyp("avif", "mif1", "miaf")],
  ["an AVIF sequence", "image/avif", ftyp("avis", "msf1")],
  ["an AVIF that says so second", "image/avif", ftyp("mif1", "miaf", "avif")],
  ["an MP4", "video/mp4", ftyp("isom", "iso2", "avc1", "mp41")],
  ["an MP4 of version 2", "video/mp4", ftyp("mp42", "isom")],
  [
    "a WebM",
    "video/webm",
    latin1("\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04"),
  ],
  ["an MP3 with a tag", "audio/mpeg", latin1("ID3\x04\0\0\0\0\0\0")],
  ["an MP3 without one", "audio/mpeg", latin1("\xff\xfb\x90\x64\0\0")],
  ["an MP3 of MPEG-2", "audio/mpeg", latin1("\xff\xf3\x84\xc4\0\0")],
  ["Ogg with Opus", "audio/ogg", ogg("OpusHead\x01")],
  ["Ogg with Vorbis", "audio/ogg", ogg("\x01vorbis")],
  ["a WAV", "audio/wav", latin1("RIFF\x24\0\0\0WAVEfmt ")],
  ["an M4A", "audio/mp4", ftyp("M4A ", "isom")],
];

const HTML = "<!doctype html><script>alert(1)</script>";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

export const UNKNOWN: readonly (readonly [name: string, bytes: Buffer])[] = [
  ["an HTML page", latin1(HTML)],
  ["an SVG", latin1(SVG)],
  ["an SVG after XML", latin1(`<?xml version="1.0"?>${SVG}`)],
  ["a PDF", latin1("%PDF-1.7\n")],
  ["a ZIP", latin1("PK\x03\x04")],
  ["a program", latin1("MZ\x90\0\x03")],
  ["text", latin1("hello")],
  ["text in UTF-16", latin1("\xff\xfeh\0e\0")],
  ["one byte", latin1("\xff")],
  ["a part of a PNG's signature", latin1("\x89PNG\r\n")],
  ["a PNG that a transfer has changed", latin1("\x89PNG\n\x1a\n\0\0\0\rIHDR")],
  ["a PNG after a space", Buffer.concat([latin1(" "), PNG])],
  ["HTML that says GIF later", latin1("<!--GIF89a-->")],
  ["a GIF of no year", latin1("GIF88a\x01\0")],
  ["RIFF of another kind", latin1("RIFF\x24\0\0\0AVI LIST")],
  ["RIFF that ends early", latin1("RIFF\x24\0\0\0WEB")],
  ["HEIC", ftyp("heic", "mif1")],
  ["a mif1 of nothing we show", ftyp("mif1", "heic")],
  ["a QuickTime film", ftyp("qt  ")],
  ["a box that says ftyp and no more", latin1("\0\0\0\x08ftyp")],
  ["Matroska", latin1("\x1aE\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska")],
  ["Ogg with Theora", ogg("\x80theora")],
  ["AAC in ADTS", latin1("\xff\xf1\x50\x80")],
  ["an MP3 frame without a bit rate", latin1("\xff\xfb\x00\x64")],
  ["an MP3 frame of a bit rate that there is not", latin1("\xff\xfb\xf0\x64")],
];
