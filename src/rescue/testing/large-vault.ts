import type { Change, FileSource } from '../../main/backend/changes.ts';
import { createVault } from '../../main/vault/open.ts';
import { cheap } from './random-vault.ts';

/** A vault as large as the readers must bear in little memory: 100,000 secrets, files of 2 GB. */
export const large = {
  secrets: 100_000,
  /** One long file, and many shorter ones. */
  file: { path: 'papers/film', field: 'film.mov', size: 1_400_000_000 },
  files: { count: 300, size: 2_000_000 },
} as const;

/** Gives the words of its two sheets. */
export async function makeLargeVault(location: string): Promise<string[]> {
  const { secrets, files, file } = large;
  const passphrase = 'one';
  const vault = await createVault({ location }, { passphrase, kdf: cheap });
  await vault.secrets.apply(Array.from({ length: secrets }, (_, i) => login(i)));
  await vault.secrets.apply(
    Array.from({ length: files.count }, (_, i) =>
      withFile(`papers/scan ${i}`, 'scan.pdf', () => bytesOf(files.size, i + 1)),
    ),
  );
  await vault.secrets.apply([withFile(file.path, file.field, longFile)]);
  const { shares } = await vault.recovery.issue({ passphrase, threshold: 2, shares: 2 });
  await vault.recovery.markProven([1, 2]);
  await vault.recovery.activate();
  await vault.lock();
  return shares.map((words) => words.join(' '));
}

/** The bytes of the long file, in pieces of 1 MiB. */
export function longFile(): AsyncGenerator<Uint8Array> {
  return bytesOf(large.file.size, 0);
}

/** What secret number `i` holds. */
export function passwordOf(i: number): string {
  return `correct horse ${i}`;
}

export function pathOf(i: number): string {
  return `team ${i % 40}/service ${i % 997}/account ${i}`;
}

function login(i: number): Change {
  const fields = [
    { name: 'user', type: 'text' as const, value: `person-${i}@example.com` },
    { name: 'password', type: 'secret' as const, value: passwordOf(i) },
    { name: 'address', type: 'url' as const, value: `https://service-${i % 997}.example.com/login` },
    { name: 'remarks', type: 'note' as const, value: `Made on day ${i}, for the accounts.` },
  ];
  return { op: 'store', path: pathOf(i), fields, tags: [`tag ${i % 25}`] };
}

function withFile(path: string, field: string, source: FileSource): Change {
  const fields = [{ name: field, type: 'attachment' as const, value: 'f' }];
  return { op: 'store', path, fields, files: new Map([['f', source]]) };
}

/** Bytes that differ from piece to piece, made quickly. */
async function* bytesOf(size: number, seed: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(1_048_576);
  const all = new Uint32Array(piece.buffer);
  for (let i = 0; i < all.length; i++) all[i] = Math.imul(i + 1, 2_654_435_761) + seed;
  for (let at = 0; at < size; at += piece.length) {
    all[0] = at;
    yield piece.slice(0, size - at);
  }
}
