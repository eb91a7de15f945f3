// A ZIP archive of text files, stored without compression. Source: PKWARE, APPNOTE.TXT 6.3.10.
const kVersion = 20; // 2.0: what it takes to read it
const kUtf8Names = 0x0800;
const kDate = 0x5a21; // 2025-01-01: the same files are the same bytes

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// Numbers with their width in bytes, little-endian.
function record(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    for (let i = 0; i < width; i++) bytes[at++] = (value >>> (8 * i)) & 0xff;
  }
  return bytes;
}

function join(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

// files: [{path, text}]. Returns the bytes of the archive.
export function makeZip(files) {
  const encoder = new TextEncoder();
  const locals = [];
  const centrals = [];
  let offset = 0;
  for (const { path, text } of files) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const common = [
      [2, kVersion],
      [2, kUtf8Names],
      [2, 0], // stored
      [2, 0], // time
      [2, kDate],
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
      [2, name.length],
      [2, 0], // no extra field
    ];
    const local = join([record([[4, 0x04034b50], ...common]), name, content]);
    // No comment, disk 0, no attributes, where the file begins.
    const place = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ];
    centrals.push(join([record([[4, 0x02014b50], [2, kVersion], ...common, ...place]), name]));
    locals.push(local);
    offset += local.length;
  }
  const central = join(centrals);
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, offset],
    [2, 0],
  ]);
  return join([...locals, central, end]);
}
