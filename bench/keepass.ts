import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Login } from './entries.ts';

// KDBX 4.0, as https://keepass.info/help/kb/kdbx.html has it. Only what keepassxc-cli needs to open
// and to save it.
const ids = {
  aes256: Buffer.from('31c1f2e6bf714350be5805216afc5aff', 'hex'),
  aesKdf: Buffer.from('7c02bb8279a74ac0927d114a00648238', 'hex'),
};
const blockSize = 1024 * 1024;

/**
 * KeePass's XML: what `keepassxc-cli import` reads. With `protect` the passwords are as the inside
 * of a database has them.
 */
export function xmlOf(all: readonly Login[], protect?: (text: string) => string): string {
  const groups = Map.groupBy(all, ({ group }) => group);
  const inner = [...groups].map(([name, some]) => groupXml(name, some, protect)).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><KeePassFile><Meta><Generator>bench</Generator>' +
    '<MemoryProtection><ProtectPassword>True</ProtectPassword></MemoryProtection></Meta>' +
    `<Root><Group>${uuid()}<Name>Root</Name>${inner}</Group></Root></KeePassFile>`
  );
}

function groupXml(name: string, some: readonly Login[], protect?: (text: string) => string): string {
  return `<Group>${uuid()}<Name>${name}</Name>${some.map((one) => entryXml(one, protect)).join('')}</Group>`;
}

function entryXml({ title, user, password, url }: Login, protect?: (text: string) => string): string {
  const secret = protect
    ? `<String><Key>Password</Key><Value Protected="True">${protect(password)}</Value></String>`
    : stringXml('Password', password);
  return `<Entry>${uuid()}${stringXml('Title', title)}${stringXml('UserName', user)}${secret}${stringXml('URL', url)}</Entry>`;
}

function stringXml(key: string, value: string): string {
  return `<String><Key>${key}</Key><Value>${value}</Value></String>`;
}

function uuid(): string {
  return `<UUID>${randomBytes(16).toString('base64')}</UUID>`;
}

/**
 * A database with that many rounds of AES-KDF. With one round, what is left is the program's own
 * work: keepassxc-cli itself makes none below 100 ms.
 */
export function kdbxOf(all: readonly Login[], passphrase: string, rounds: number): Buffer {
  const [masterSeed, iv, kdfSeed, streamKey] = [16 * 2, 16, 32, 64].map((n) => randomBytes(n)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const header = headerOf(masterSeed, iv, kdfSeed, rounds);
  const composite = sha256(sha256(Buffer.from(passphrase, 'utf8')));
  const transformed = sha256(
    Buffer.concat(
      [composite.subarray(0, 16), composite.subarray(16)].map((half) => aesRounds(kdfSeed, half, rounds)),
    ),
  );
  const cipher = createCipheriv('aes-256-cbc', sha256(Buffer.concat([masterSeed, transformed])), iv);
  const payload = gzipSync(innerOf(all, streamKey), { level: 6 });
  const encrypted = Buffer.concat([cipher.update(payload), cipher.final()]);
  const macKey = sha512(Buffer.concat([masterSeed, transformed, Buffer.of(1)]));
  const headerMac = hmac(blockKey(macKey, 0xffff_ffff_ffff_ffffn), header);
  return Buffer.concat([header, sha256(header), headerMac, ...blocksOf(encrypted, macKey)]);
}

// A block enciphered again and again is what CBC makes of zeros after it.
function aesRounds(key: Buffer, block: Buffer, rounds: number): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, block).setAutoPadding(false);
  let last = block;
  for (let left = rounds; left > 0; left -= blockSize) {
    last = cipher.update(Buffer.alloc(16 * Math.min(left, blockSize))).subarray(-16);
  }
  return last;
}

function headerOf(masterSeed: Buffer, iv: Buffer, kdfSeed: Buffer, rounds: number): Buffer {
  const kdf = Buffer.concat([
    Buffer.from('0001', 'hex'),
    ...[
      variant(0x42, '$UUID', ids.aesKdf),
      variant(0x05, 'R', uint(8, BigInt(rounds))),
      variant(0x42, 'S', kdfSeed),
    ],
    Buffer.of(0),
  ]);
  const fields: [number, Buffer][] = [
    [2, ids.aes256],
    [3, uint(4, 1n)],
    [4, masterSeed],
    [7, iv],
    [11, kdf],
    [0, Buffer.from('\r\n\r\n', 'latin1')],
  ];
  const start = Buffer.from('03d9a29a67fb4bb500000400', 'hex');
  return Buffer.concat([start, ...fields.map(([id, data]) => field(id, data))]);
}

function innerOf(all: readonly Login[], streamKey: Buffer): Buffer {
  const key = sha512(streamKey);
  const nonce = Buffer.concat([uint(4, 0n), key.subarray(32, 44)]);
  const stream = createCipheriv('chacha20', key.subarray(0, 32), nonce);
  const xml = xmlOf(all, (text) => stream.update(Buffer.from(text, 'utf8')).toString('base64'));
  return Buffer.concat([
    field(1, uint(4, 3n)),
    field(2, streamKey),
    field(0, Buffer.alloc(0)),
    Buffer.from(xml),
  ]);
}

function blocksOf(data: Buffer, macKey: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let index = 0; index * blockSize < data.length; index++) {
    blocks.push(block(BigInt(index), data.subarray(index * blockSize, (index + 1) * blockSize), macKey));
  }
  return [...blocks, block(BigInt(blocks.length), Buffer.alloc(0), macKey)];
}

function block(index: bigint, data: Buffer, macKey: Buffer): Buffer {
  const sized = Buffer.concat([uint(4, BigInt(data.length)), data]);
  const mac = hmac(blockKey(macKey, index), Buffer.concat([uint(8, index), sized]));
  return Buffer.concat([mac, sized]);
}

function blockKey(macKey: Buffer, index: bigint): Buffer {
  return sha512(Buffer.concat([uint(8, index), macKey]));
}

function field(id: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.of(id), uint(4, BigInt(data.length)), data]);
}

function variant(type: number, key: string, value: Buffer): Buffer {
  const name = Buffer.from(key, 'utf8');
  const sizes = [uint(4, BigInt(name.length)), uint(4, BigInt(value.length))] as const;
  return Buffer.concat([Buffer.of(type), sizes[0], name, sizes[1], value]);
}

function uint(bytes: 4 | 8, value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value);
  return buffer.subarray(0, bytes);
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();
const sha512 = (data: Buffer) => createHash('sha512').update(data).digest();
const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest();
