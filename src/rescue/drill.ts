// A drill: the app has a copy of a backup read as somebody reads it who has nothing else, and
// compares the hashes of what was read with the vault.
import type { DrillKey, DrillReading, ReadSecret, ReadVersion } from '../shared/drill.ts';
import { labelText, textOf } from '../shared/drill.ts';
import { readShare } from '../shared/sheets/share.ts';
import { tokensOf } from '../shared/sheets/words.ts';
import { hexOf, unhex, utf8 } from './crypto/bytes.ts';
import { sha256 } from './crypto/primitives.ts';
import { combine } from './crypto/slip39.ts';
import type { Manifest } from './format/manifest.ts';
import { openSource } from './format/open.ts';
import type { Secret, Version } from './format/secret.ts';
import type { Progress, Source } from './format/source.ts';
import { Damaged } from './format/trouble.ts';
import { manifestsOf, Vault } from './format/vault.ts';
import { byPassphrase, bySecret, type DeriveSlowly, type Way } from './format/ways.ts';
import { fieldsOf } from './format/whole.ts';
import { Sheets, setOf } from './sheets.ts';

export interface DrillOptions {
  readonly salt: string;
  readonly slowly: DeriveSlowly;
  readonly told: Progress;
}

type Ways = AsyncIterable<Way> | Iterable<Way>;

/** `undefined`: the key does not open the copy. Throws Trouble, `share-refused`. */
export async function drilled(
  files: readonly File[],
  key: DrillKey,
  { salt, slowly, told }: DrillOptions,
): Promise<DrillReading | undefined> {
  const source = await openSource(files, () => undefined);
  const manifests = await manifestsOf(source);
  const [ways, less] =
    'sheets' in key ? await waysOfSheets(manifests, key.sheets) : waysOfPassphrase(key, slowly);
  const vault = await firstThatOpens(source, manifests, ways);
  if (vault === undefined) return undefined;
  const lessOpened = (await firstThatOpens(source, manifests, less)) !== undefined;
  return { ...(await readThrough(vault, salt, told)), lessOpened };
}

async function firstThatOpens(source: Source, manifests: readonly Manifest[], ways: Ways) {
  for await (const way of ways) {
    const vault = await Vault.open(source, manifests, way);
    if (vault !== undefined) return vault;
  }
  return undefined;
}

/** What the sheets give together, and what one of them fewer gives. */
async function waysOfSheets(manifests: readonly Manifest[], texts: readonly string[]): Promise<[Ways, Ways]> {
  const manifest = manifests.find((one) => setOf(one) !== undefined);
  const set = manifest && setOf(manifest);
  if (manifest === undefined || set === undefined) return [[], []];
  const sheets = new Sheets(manifest, set);
  for (const text of texts) sheets.give(text);
  const fewer = texts.slice(0, set.threshold - 1).map((text) => readShare(tokensOf(text)));
  const guess = fewer.length === 0 ? undefined : await combine(fewer);
  return [waysOfSecrets(sheets), guess === undefined ? [] : [bySecret(guess)]];
}

async function* waysOfSecrets(sheets: Sheets): AsyncGenerator<Way> {
  for await (const secret of sheets.secrets()) yield bySecret(secret);
}

function waysOfPassphrase(
  { passphrase, keyFile }: Extract<DrillKey, { readonly passphrase: string }>,
  slowly: DeriveSlowly,
): [Ways, Ways] {
  const file = keyFile === undefined ? undefined : unhex(keyFile);
  const other = `${passphrase}x`;
  return [
    [byPassphrase({ passphrase, keyFile: file }, slowly)],
    [byPassphrase({ passphrase: other, keyFile: file }, slowly)],
  ];
}

async function readThrough(vault: Vault, salt: string, told: Progress) {
  const all = await vault.secrets();
  const secrets: ReadSecret[] = [];
  const files = { files: 0, bytes: 0 };
  for (const [i, secret] of all.entries()) {
    const versions: ReadVersion[] = [];
    for (const version of secret.versions)
      versions.push(await readVersion(vault, secret, version, { salt, files }));
    secrets.push({
      path: secret.path,
      updated: Number(secret.entry['updated']),
      labels: hashed(labelText(salt, secret.entry)),
      versions,
    });
    told((i + 1) / all.length);
  }
  await vault.checkAudit();
  const updated = Math.max(...vault.heads.map(({ json }) => Number(json['updated'])));
  return { vault: vault.id, revision: vault.revision, updated, secrets, ...files, lost: vault.lost.length };
}

async function readVersion(
  vault: Vault,
  secret: Secret,
  version: Version,
  { salt, files }: { salt: string; files: { files: number; bytes: number } },
): Promise<ReadVersion> {
  const { n, created, destroyed, deleted } = version;
  if (destroyed) return { n, created, state: 'destroyed' };
  const state = deleted ? 'deleted' : 'there';
  const fields = await fieldsOf(vault, secret, version);
  if (fields === undefined) return { n, created, state };
  for (const field of fields.filter(({ type }) => type === 'attachment')) {
    try {
      for await (const piece of version.pieces(field)) files.bytes += piece.length;
      files.files += 1;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      vault.lose({ what: 'file', path: secret.path, version: n, field: field.name });
      return { n, created, state };
    }
  }
  return { n, created, state, digest: hashed(textOf(salt, fields)) };
}

function hashed(text: string): string {
  return hexOf(sha256(utf8(text)));
}
