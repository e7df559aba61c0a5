import type { ExportLoss } from '../../../shared/export.ts';
import { isFavourite } from '../../../shared/facet.ts';
import { isFile, isHidden } from '../../../shared/secret.ts';
import { aesCbc, hmacSha256, pbkdf2, random, secretKey, sha256Text } from '../../crypto/primitives.ts';
import { wipe } from '../../crypto/wipe.ts';
import { bitwardenKind } from '../bitwarden-kinds.ts';
import { codeOf, steamAddress } from '../codes.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { type Login, loginOf } from '../login.ts';
import { currentFields, type ExportedSecret, madeAt, type SecretSource } from '../source.ts';

const rounds = 600_000;

/**
 * Bitwarden's JSON (https://bitwarden.com/help/condition-bitwarden-import/), and with a password
 * its password-protected form: PBKDF2, AES-256-CBC, HMAC-SHA-256.
 */
export const bitwarden: Exporter = {
  carries: new Set(['favourites', 'others']),
  write: bitwardenText,
  rehearse: plain,
};

async function* bitwardenText(source: SecretSource, options: WriteOptions): AsyncGenerator<string> {
  if (options.password === undefined) return yield* plain(source, options);
  let whole = '';
  for await (const part of plain(source, options)) whole += part;
  yield await protectedText(whole, options.password);
}

async function* plain(
  source: SecretSource,
  { progress, lose }: Pick<WriteOptions, 'lose' | 'progress'>,
): AsyncGenerator<string> {
  const folders = await folderNames(source);
  const list = [...folders].map(([name, id]) => ({ id, name }));
  yield `{"encrypted":false,"folders":${JSON.stringify(list)},"items":[`;
  let separator = '\n';
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    yield `${separator}${JSON.stringify(itemOf(secret, folders, lose))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

async function folderNames(source: SecretSource): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const path of await source.paths()) {
    const name = path.split('/').slice(0, -1).join('/');
    if (name !== '' && !folders.has(name)) folders.set(name, idOf(`folder ${name}`));
  }
  return folders;
}

function itemOf(secret: ExportedSecret, folders: ReadonlyMap<string, string>, lose: WriteOptions['lose']) {
  const segments = secret.path.split('/');
  const { item, notes, others, changed } = contentOf(secret);
  const own = others.filter(({ type }) => !isFile(type));
  for (const loss of changed) lose(loss);
  for (const { type } of own) if (type === 'note' || type === 'otp') lose('field-types');
  const fields = own.map(({ name, type, value }) => ({
    ...{ name, value, type: isHidden(type) ? 1 : 0, linkedId: null },
  }));
  return {
    passwordHistory: null,
    revisionDate: new Date(secret.updated).toISOString(),
    creationDate: new Date(madeAt(secret)).toISOString(),
    deletedDate: null,
    id: idOf(`item ${secret.path}`),
    organizationId: null,
    folderId: folders.get(segments.slice(0, -1).join('/')) ?? null,
    reprompt: 0,
    name: segments.at(-1) ?? secret.path,
    notes: notes ?? null,
    favorite: isFavourite(secret),
    ...(fields.length > 0 && { fields }),
    ...item,
    collectionIds: null,
  };
}

/** What of it has a place in an item of Bitwarden's: of a card, an identity, a login, or a note. */
function contentOf(secret: ExportedSecret) {
  const kind = bitwardenKind(currentFields(secret));
  if (kind !== undefined) {
    const note = kind.others.find(({ name, type }) => name === 'notes' && !isFile(type));
    return { ...kind, notes: note?.value, others: kind.others.filter((field) => field !== note) };
  }
  const { username, password, urls, notes, changed, ...login } = loginOf(secret);
  const { totp, others } = totpOf(login);
  const isLogin = username !== undefined || password !== undefined || totp !== null || urls.length > 0;
  const uris = urls.map(({ value }) => ({ match: null, uri: value }));
  // An address has no name there.
  const renamed = urls.slice(1).map((): ExportLoss => 'renamed');
  const item = isLogin
    ? { type: 1, login: { uris, username: username ?? null, password: password ?? null, totp } }
    : { type: 2, secureNote: { type: 0 } };
  return { item, notes, others, changed: [...changed, ...renamed] };
}

/** Bitwarden makes codes by time and Steam's; one by counter would be a wrong one there. */
function totpOf({ otp, others }: Pick<Login, 'otp' | 'others'>) {
  const code = otp === undefined ? undefined : codeOf(otp);
  if (otp === undefined || code === undefined) return { totp: otp ?? null, others };
  if (code.kind === 'totp') return { totp: otp, others };
  if (code.kind === 'steam') return { totp: steamAddress(code), others };
  return { totp: null, others: [...others, { name: 'otp', type: 'otp' as const, value: otp }] };
}

/** A UUID that is the same for the same text every time. */
function idOf(text: string): string {
  const hex = Buffer.from(sha256Text(text).subarray(0, 16)).toString('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

async function protectedText(text: string, password: string): Promise<string> {
  const salt = Buffer.from(random(16)).toString('base64');
  const key = await pbkdf2(Buffer.from(password), Buffer.from(salt), {
    hash: 'sha256',
    rounds,
    length: 32,
  });
  const keys = [stretched(key, 'enc'), stretched(key, 'mac')] as const;
  try {
    return `${JSON.stringify(
      {
        encrypted: true,
        passwordProtected: true,
        salt,
        kdfType: 0,
        kdfIterations: rounds,
        kdfMemory: null,
        kdfParallelism: null,
        encKeyValidation_DO_NOT_EDIT: encString(idOf(salt), keys),
        data: encString(text, keys),
      },
      undefined,
      2,
    )}\n`;
  } finally {
    wipe(key, ...keys);
  }
}

/** HKDF's expand step alone (RFC 5869, 2.3): Bitwarden leaves the other out. */
function stretched(key: Uint8Array, info: string): Uint8Array {
  return hmacSha256(secretKey(key), Buffer.from(`${info}\u0001`));
}

/** Bitwarden's type 2: AES-256-CBC, then HMAC-SHA-256 over nonce and ciphertext. */
function encString(text: string, [key, macKey]: readonly [Uint8Array, Uint8Array]): string {
  const iv = random(16);
  const cipher = aesCbc(key, iv);
  const ciphertext = Buffer.concat([cipher.update(Buffer.from(text)), cipher.final()]);
  const mac = hmacSha256(secretKey(macKey), Buffer.concat([iv, ciphertext]));
  return `2.${[iv, ciphertext, mac].map((part) => Buffer.from(part).toString('base64')).join('|')}`;
}
