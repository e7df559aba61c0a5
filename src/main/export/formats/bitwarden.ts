import { isFavourite } from '../../../shared/facet.ts';
import { isFile, isHidden } from '../../../shared/secret.ts';
import { aesCbc, hmacSha256, pbkdf2, random, secretKey, sha256Text } from '../../crypto/primitives.ts';
import { wipe } from '../../crypto/wipe.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import type { ExportedSecret, SecretSource } from '../source.ts';

const rounds = 600_000;

/**
 * Bitwarden's JSON (https://bitwarden.com/help/condition-bitwarden-import/), and with a password
 * its password-protected form: PBKDF2, AES-256-CBC, HMAC-SHA-256.
 */
export const bitwarden: Exporter = {
  carries: new Set(['favourites', 'others']),
  write: bitwardenText,
};

async function* bitwardenText(source: SecretSource, options: WriteOptions): AsyncGenerator<string> {
  if (options.password === undefined) return yield* plain(source, options);
  let whole = '';
  for await (const part of plain(source, options)) whole += part;
  yield await protectedText(whole, options.password);
}

async function* plain(source: SecretSource, { progress }: WriteOptions): AsyncGenerator<string> {
  const folders = await folderNames(source);
  const list = [...folders].map(([name, id]) => ({ id, name }));
  yield `{"encrypted":false,"folders":${JSON.stringify(list)},"items":[`;
  let separator = '\n';
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    yield `${separator}${JSON.stringify(itemOf(secret, folders))}`;
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

function itemOf(secret: ExportedSecret, folders: ReadonlyMap<string, string>) {
  const { folder, title, username, password, urls, otp, notes, others } = loginOf(secret);
  const isLogin = username !== undefined || password !== undefined || otp !== undefined || urls.length > 0;
  const fields = others
    .filter(({ type }) => !isFile(type))
    .map(({ name, type, value }) => ({ name, value, type: isHidden(type) ? 1 : 0, linkedId: null }));
  const uris = urls.map((uri) => ({ match: null, uri }));
  const login = { uris, username: username ?? null, password: password ?? null, totp: otp ?? null };
  return {
    passwordHistory: null,
    revisionDate: new Date(secret.updated).toISOString(),
    creationDate: new Date(secret.created).toISOString(),
    deletedDate: null,
    id: idOf(`item ${secret.path}`),
    organizationId: null,
    folderId: folders.get(folder.join('/')) ?? null,
    type: isLogin ? 1 : 2,
    reprompt: 0,
    name: title,
    notes: notes ?? null,
    favorite: isFavourite(secret),
    ...(fields.length > 0 && { fields }),
    ...(isLogin ? { login } : { secureNote: { type: 0 } }),
    collectionIds: null,
  };
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
