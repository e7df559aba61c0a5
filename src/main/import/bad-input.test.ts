import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { insideAge } from './age.ts';
import { contentIn } from './content.ts';
import { detectContent } from './detect.ts';
import type { Format, Item } from './entry.ts';
import { readers } from './readers.ts';
import { type Sample, samples } from './testing/samples.ts';

const isLong = process.env['HOLDFAST_LONG'] === '1';
const places = isLong ? 2_000 : 40;

type File = Pick<Sample, 'name' | 'bytes' | 'password'>;

async function itemsOf({ name, bytes, password }: File): Promise<Item[]> {
  const { format } = await detectContent(contentIn(bytes), name);
  const reading = await readers[format].read({ name, bytes, ...(password !== undefined && { password }) });
  return [...reading.items];
}

/** What came of it: its items, or the failure; anything else is thrown by who read it. */
async function endOf(file: File): Promise<Item[] | ReturnType<typeof failureOf>> {
  try {
    return await itemsOf(file);
  } catch (error) {
    return failureOf(error) ?? { code: 'import-refused', reason: 'malformed' };
  }
}

/** Formats whose records stand one on each line, so that a file may end behind any of them. */
const isByLine = ({ format, bytes }: Sample) =>
  format === 'jsonl' || format === '1pif' || ![0x7b, 0x5b, 0x50, 0x3c].includes(bytes[0] ?? 0);

const cheap = samples.filter(({ password, bytes }) => password === undefined && bytes.length < 100_000);
const titled = (all: readonly Sample[]) => all.map((one) => [`${one.format}, ${one.about}`, one] as const);
const cutsOf = ({ bytes }: Sample) =>
  Array.from({ length: Math.min(places, bytes.length - 1) }, (_, i) =>
    Math.floor(((i + 0.5) * bytes.length) / Math.min(places, bytes.length - 1)),
  );

test.each(titled(cheap.filter((one) => !isByLine(one))))(
  '%s: cut at any byte, it is refused and not read by half',
  async (_, sample) => {
    const isEmptyFrom = (cut: number) =>
      Buffer.from(sample.bytes.subarray(cut)).toString('latin1').trim() === '';
    const ends = [];
    for (const cut of cutsOf(sample).filter((cut) => !isEmptyFrom(cut)))
      ends.push({ cut, end: await endOf({ ...sample, bytes: sample.bytes.slice(0, cut) }) });
    expect(ends).not.toEqual([]);
    expect(ends).toEqual(
      ends.map(({ cut }) => ({ cut, end: expect.objectContaining({ code: 'import-refused' }) })),
    );
  },
);

test.each(titled(samples.filter(({ password }) => password !== undefined)))(
  '%s: encrypted and cut, it is refused',
  async (_, sample) => {
    const parts = isLong ? [0.2, 0.5, 0.8, 0.99] : [0.8];
    const ends = [];
    for (const part of parts)
      ends.push(await endOf({ ...sample, bytes: sample.bytes.slice(0, sample.bytes.length * part) }));
    expect(ends).toMatchObject(parts.map(() => ({ code: 'import-refused' })));
  },
);

test.each(titled(cheap.filter(isByLine)))(
  '%s: cut at any byte, all before the line of the cut arrives, or what does not is told',
  async (_, sample) => {
    const lost = [];
    for (const cut of cutsOf(sample)) lost.push({ cut, marks: await lostBefore(sample, cut) });
    expect(lost).toEqual(cutsOf(sample).map((cut) => ({ cut, marks: [] })));
  },
);

/** The marked values in whole lines before a cut that neither arrive nor are told as failed. */
async function lostBefore(sample: Sample, cut: number): Promise<readonly string[]> {
  const bytes = sample.bytes.slice(0, cut);
  const end = await endOf({ ...sample, bytes });
  if (!Array.isArray(end) || end.some(({ kind }) => kind === 'failed')) return [];
  const text = Buffer.from(bytes).toString('utf8');
  const before = text.slice(0, Math.max(text.lastIndexOf('\n'), 0));
  const told = JSON.stringify(end);
  return [...new Set(before.match(/m-[a-zA-Z0-9]+-\d+-m/g))].filter((mark) => !told.includes(mark));
}

/** The sample whose text has that in it, with another thing in its place. */
function changedSample(format: Format, from: string | RegExp, to: string): File {
  for (const sample of samples) {
    if (sample.format !== format) continue;
    const text = Buffer.from(sample.bytes).toString('latin1');
    if (text.replace(from, to) === text) continue;
    return { ...sample, bytes: new Uint8Array(Buffer.from(text.replace(from, to), 'latin1')) };
  }
  throw new Error(`no sample of ${format}`);
}

/** A database of ours, one number of its header another. */
const kdbx = (change: (bytes: Buffer) => void): File => {
  const bytes = readFileSync(join(import.meta.dirname, 'testdata/Argon2id.kdbx'));
  change(bytes);
  return { name: 'x.kdbx', bytes: new Uint8Array(bytes), password: 'demo' };
};
const replaced = (from: string, to: string) => (bytes: Buffer) => {
  const at = bytes.indexOf(Buffer.from(from, 'hex'));
  expect(at).toBeGreaterThan(0);
  bytes.write(to, at, 'hex');
};
const kdb = (change: (bytes: Buffer) => void): File => {
  const bytes = Buffer.alloc(200);
  bytes.write('03d9a29a65fb4bb502000000', 0, 'hex');
  bytes.writeUInt32LE(0x30004, 12);
  change(bytes);
  return { name: 'x.kdb', bytes: new Uint8Array(bytes), password: 'x' };
};
const onePux = (version: number): File => ({
  name: 'x.1pux',
  bytes: zipSync({
    'export.attributes': Buffer.from(JSON.stringify({ version })),
    'export.data': Buffer.from('{"accounts":[]}'),
  }),
});
const text = (name: string, content: string): File => ({ name, bytes: new Uint8Array(Buffer.from(content)) });

test.each<[string, () => File, number]>([
  ['Aegis', () => changedSample('aegis', '"version":1,"header"', '"version":2,"header"'), 2],
  ['Aegis, its list', () => changedSample('aegis', '"db":{"version":3', '"db":{"version":4'), 4],
  ['2FAS', () => changedSample('2fas', /"schemaVersion":\d/, '"schemaVersion":5'), 5],
  ['Ente Auth', () => changedSample('otpauth', '{"version":1,"kdfParams"', '{"version":2,"kdfParams"'), 2],
  ['Proton Authenticator', () => changedSample('proton-codes', '"version":1', '"version":2'), 2],
  [
    'LastPass Authenticator',
    () => changedSample('lastpass-codes', '"accounts":', '"version":4,"accounts":'),
    4,
  ],
  ['1PUX', () => onePux(4), 4],
  ['Holdfast', () => changedSample('holdfast', '"version":1', '"version":2'), 2],
  ['KDBX', () => kdbx((bytes) => bytes.writeUInt16LE(5, 10)), 5],
  ['KDB', () => kdb((bytes) => bytes.writeUInt32LE(0x40000, 12)), 4],
  ['age', () => text('x.age', 'age-encryption.org/v2\n-> scrypt x 18\n'), 2],
  [
    'age, armored',
    () => text('x.age', `-----BEGIN AGE ENCRYPTED FILE-----\n${btoa('age-encryption.org/v3\n-> x')}\n`),
    3,
  ],
])('%s in a newer version is refused as such', async (_, file, version) => {
  expect(await endOf(file())).toEqual({ code: 'import-refused', reason: 'newer-version', version });
});

/** Serpent, as a plugin of KeePass calls it. */
const serpent = '098563ffddf74f98861980f6db879f0c';
test.each([
  ['KDBX', () => kdbx(replaced('31c1f2e6bf714350be5805216afc5aff', serpent))],
  ['KDB', () => kdb((bytes) => bytes.writeUInt32LE(4, 8))],
])('%s encrypted with a cipher that few know is refused with what to do', async (_, file) => {
  expect(await endOf(file())).toEqual({ code: 'import-refused', reason: 'keepass-cipher' });
});

test.each<[string, () => File, string]>([
  ['KDBX, key derivation', () => kdbx(replaced('9e298b1956db4773b23dfc3ec6f0a1e6', '00'.repeat(16))), 'kdf'],
  ['KDBX, compression', () => kdbx(replaced('030400000001000000', '030400000002000000')), 'compression'],
  ['Bitwarden, key derivation', () => changedSample('bitwarden', /"kdfType":\d/, '"kdfType":7'), 'kdf'],
  [
    'Bitwarden, cipher',
    () =>
      changedSample('bitwarden', /"encKeyValidation_DO_NOT_EDIT":"2\./, '"encKeyValidation_DO_NOT_EDIT":"7.'),
    'cipher',
  ],
  [
    'Aegis, a slot of the device',
    () => changedSample('aegis', /"type":1,("uuid":"[^"]*",)?"key"/, '"type":2,"key"'),
    'kdf',
  ],
])('%s that is not known is refused as such', async (_, file, part) => {
  expect(await endOf(file())).toEqual({ code: 'import-refused', reason: 'unknown-scheme', part });
});

test('age: another key is told as that, and a file that was cut or changed as damaged', async () => {
  const [identity, other] = [await generateIdentity(), await generateIdentity()];
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const bytes = await encrypter.encrypt('A=1\n');
  const open = async (sealed: Uint8Array, key: string) => {
    const opening = insideAge({ name: 'x.age', bytes: sealed, keyFile: new Uint8Array(Buffer.from(key)) });
    return opening.then(({ bytes }) => Buffer.from(bytes).toString('utf8'), failureOf);
  };
  expect(await open(bytes, identity)).toBe('A=1\n');
  expect(await open(bytes, other)).toEqual({ code: 'import-refused', reason: 'wrong-password' });
  const malformed = { code: 'import-refused', reason: 'malformed' };
  for (const end of [-1, -10, 150]) expect(await open(bytes.slice(0, end), identity)).toEqual(malformed);
  expect(await open(bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1), identity)).toEqual(malformed);
});

test('age sealed to keys that only its own programs know, and a ZIP with a password', async () => {
  const forKey = text('x.age', 'age-encryption.org/v1\n-> ssh-ed25519 AAAA BBBB\nAAAA\n--- AAAA\nxxxx');
  const failure = await insideAge(forKey).catch(failureOf);
  expect(failure).toEqual({ code: 'import-refused', reason: 'unknown-scheme', part: 'recipients' });
  const bytes = Buffer.from(onePux(3).bytes);
  const at = bytes.indexOf('PK\x01\x02');
  bytes.writeUInt16LE(1, at + 8);
  expect(await endOf({ name: 'x.1pux', bytes: new Uint8Array(bytes) })).toEqual({
    ...{ code: 'import-refused', reason: 'unknown-scheme', part: 'cipher' },
  });
});
