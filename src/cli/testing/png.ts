import { crc32, deflateSync } from 'node:zlib';

/** A grey PNG of modules, true for black, each that many pixels wide. */
export function png(modules: readonly (readonly boolean[])[], pixels: number): Uint8Array {
  const width = (modules[0]?.length ?? 0) * pixels;
  const rows = modules.flatMap((row) => {
    const line = [0, ...row.flatMap((isDark) => Array.from({ length: pixels }, () => (isDark ? 0 : 255)))];
    return Array.from({ length: pixels }, () => Buffer.from(line));
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.writeUInt8(8, 8); // bits of one grey sample; colour type 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
