import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { padmeLength } from '../crypto/padding.ts';
import { parseManifest } from './format/manifest.ts';
import { stoppedClock } from './testing/harness.ts';
import { fillSmallVault, words } from './testing/small-vault.ts';
import { makeDisk, makeFile, openDisk, openFile, scratchFolder } from './testing/vaults.ts';
import { destroySecret, storeSecret } from './testing/write.ts';

const clock = stoppedClock();

/**
 * A text as it might lie in a file: UTF-8, UTF-16 both ways, hex, base64 at all three alignments,
 * reversed.
 */
function disguises(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const little = Buffer.from(text, 'utf16le');
  const forms = [utf8, little, Buffer.from(little).swap16()];
  const base64 = forms.flatMap((form) => [0, 1, 2].flatMap((shift) => inBase64(form, shift)));
  const hex = [utf8.toString('hex'), utf8.toString('hex').toUpperCase()];
  return [...forms, ...[...base64, ...hex].map((form) => Buffer.from(form)), Buffer.from(utf8).reverse()];
}

/** Only the characters that the text alone decides, whatever stands around it. */
function inBase64(bytes: Buffer, shift: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor((padded.length * 8) / 6);
  return [padded.toString('base64').slice(first, last), padded.toString('base64url').slice(first, last)];
}

function found(bytes: Buffer): string[] {
  return Object.entries(words).flatMap(([name, word]) =>
    disguises(word).some((form) => bytes.includes(form)) ? [name] : [],
  );
}

it('33: the search finds each disguise where there is one', () => {
  const noise = 'some text around it ';
  for (const encode of [
    (text: string) => Buffer.from(text),
    (text: string) => Buffer.from(text, 'utf16le'),
    (text: string) => Buffer.from(text, 'utf16le').swap16(),
    (text: string) => Buffer.from(Buffer.from(text).toString('hex')),
    ...[0, 1, 2].map(
      (shift) => (text: string) => Buffer.from(Buffer.from('x'.repeat(shift) + text).toString('base64')),
    ),
    ...[0, 1, 2].map(
      (shift) => (text: string) => Buffer.from(Buffer.from('x'.repeat(shift) + text).toString('base64url')),
    ),
  ]) {
    expect(found(encode(`${noise}${words.hidden} and more`))).toContain('hidden');
  }
});

it('33: the vault file holds no path, field name, tag, name, pattern or value, in any spelling', async () => {
  const folder = scratchFolder();
  try {
    const location = path.join(folder, 'rest.holdfast');
    await makeFile(location);
    const backend = await openFile(location);
    await fillSmallVault(backend);
    await storeSecret(backend, `${words.folder}/${words.secret}-7`, [
      { name: 'x', type: 'text', value: words.visible },
    ]);
    await destroySecret(backend, `${words.folder}/${words.secret}-3`, [1]);
    await backend.collect();
    // While it is open and idle, and after it was closed, there is this one file.
    expect(readdirSync(folder)).toEqual(['rest.holdfast']);
    expect(found(readFileSync(location))).toEqual([]);
    await backend.close();
    expect(readdirSync(folder)).toEqual(['rest.holdfast']);
    expect(found(readFileSync(location))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('33: nor do the objects and manifests themselves', async () => {
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  await backend.close();
  expect(found(Buffer.concat([...disk.objects.values(), ...disk.manifests.values()]))).toEqual([]);
});

it('34: what is sealed has a Padmé length', async () => {
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  for (let size = 0; size < 40; size++) {
    await storeSecret(backend, `size/${size}`, [
      { name: 'x', type: 'secret', value: 'x'.repeat(size * size) },
    ]);
  }
  await backend.close();
  // Nonce 12, tag 16.
  for (const bytes of disk.objects.values()) expect(padmeLength(bytes.length - 28)).toBe(bytes.length - 28);
  for (const bytes of disk.manifests.values()) {
    const { sealedHead } = parseManifest(bytes);
    expect(padmeLength(sealedHead.length - 28)).toBe(sealedHead.length - 28);
  }
  const sizes = new Set([...disk.objects.values()].map((bytes) => bytes.length));
  expect(sizes.size).toBeLessThan(60);
});

it('34: nothing sealed is shorter than 256 bytes, so that no size tells how long a password is', async () => {
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  const stored = async (write: (length: number) => Promise<unknown>) => {
    const before = new Set(disk.objects.keys());
    for (const length of [0, 1, 8, 20, 64, 100, 160]) await write(length);
    const refs = [];
    for await (const { versions } of backend.histories.entries())
      refs.push(...versions.flatMap(({ ref }) => ref?.id ?? []));
    return new Set(refs.filter((id) => !before.has(id)).map((id) => disk.objects.get(id)?.length));
  };
  const fields = (length: number) => [
    { name: 'user', type: 'text' as const, value: 'ann' },
    { name: 'password', type: 'secret' as const, value: 'x'.repeat(length) },
  ];
  expect(await stored((length) => storeSecret(backend, 'a', fields(length)))).toEqual(new Set([284]));
  // What a thread of its own seals, too.
  async function* batches(length: number) {
    for (const path of ['b', 'c']) yield [{ op: 'store' as const, path, fields: fields(length) }];
  }
  expect(await stored((length) => backend.stream(batches(length)))).toEqual(new Set([284]));
  expect(Math.min(...[...disk.objects.values()].map((bytes) => bytes.length))).toBeGreaterThanOrEqual(284);
  await backend.close();
});

it('33: a key slot that was replaced is not left in the file', async () => {
  const folder = scratchFolder();
  try {
    const location = path.join(folder, 'slots.holdfast');
    await makeFile(location);
    const backend = await openFile(location);
    const slot = (mark: string) => [{ id: '0'.repeat(32), kind: 'test', wrapped: mark.repeat(8) }];
    await backend.storeKeySlots(slot('OLDSLOT'));
    await fillSmallVault(backend);
    for (let n = 0; n < 20; n++)
      await storeSecret(backend, `often/${n}`, [{ name: 'x', type: 'note', value: 'x'.repeat(n * 900) }]);
    expect(readFileSync(location).includes('OLDSLOT')).toBe(true);
    await backend.storeKeySlots(slot('NEWSLOT'));
    expect(readFileSync(location).includes('NEWSLOT')).toBe(true);
    expect(readFileSync(location).includes('OLDSLOT')).toBe(false);
    await backend.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
