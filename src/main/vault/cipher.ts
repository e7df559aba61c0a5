import type { AuditAction } from '../../shared/audit.ts';
import { fail } from '../../shared/failure.ts';
import type { Backend } from '../backend/backend.ts';
import type { Change } from '../backend/changes.ts';
import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { hkdfSha256, random, randomKey } from '../crypto/primitives.ts';
import { secretBytes, wipe } from '../crypto/wipe.ts';
import { type Audit, owner } from './audit.ts';

const magic = 'holdfast-cipher/1';
const saltBytes = 16;
/** An encrypted file's first bytes are at most so many. */
export const longestHeader = magic.length + 1 + 64 + 1 + saltBytes;

/**
 * What an encrypted file begins with: a line that names its key, and 16 random bytes (api.md, 6).
 */
export interface CipherHeader {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Keys by name that encrypt what lies elsewhere. They stay in the vault: a file has a key of its
 * own, derived from one of them.
 */
export class Cipher {
  readonly #backend: Backend;
  readonly #audit: Audit;

  constructor(backend: Backend, audit: Audit) {
    this.#backend = backend;
    this.#audit = audit;
  }

  /**
   * A fresh file's header and key. Makes the key of that name when there is none; written down in
   * any case.
   */
  async newKey(name: string, by = owner): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
    const entry = this.#audit.entry({ client: by, action: 'cipher.encrypt', path: name, outcome: 'done' });
    if ((await this.#stored(name)) === undefined) {
      const value = freshKey();
      await this.#backend.write([{ op: 'setting', name: settingOf(name), value, ifAbsent: true }], [entry]);
    } else await this.#written('cipher.encrypt', name, by);
    const header = Buffer.concat([Buffer.from(`${magic} ${name}\n`), random(saltBytes)]);
    const [fileKey, ...others] = await this.#fileKeys({ name, bytes: header });
    wipe(...others);
    return { header, fileKey: fileKey as Uint8Array };
  }

  /**
   * The keys that a file that begins so may have, the likeliest first: one, unless copies of the
   * vault that each made a key of this name were merged. `not-found` when the vault has no key of
   * that name.
   */
  async keys(header: CipherHeader, by = owner): Promise<Uint8Array[]> {
    const fileKeys = await this.#fileKeys(header);
    await this.#written('cipher.decrypt', header.name, by);
    return fileKeys;
  }

  /**
   * What to change so that every file opens that opened with another copy of the vault, and the
   * names of keys that come along.
   */
  async adopt(from: Cipher): Promise<{ names: string[]; changes: Change[] }> {
    const [names, changes]: [string[], Change[]] = [[], []];
    for (const setting of await from.#backend.listSettings(settingOf(''))) {
      const value = (await from.#backend.loadSetting(setting)) ?? '';
      const here = new Set((await this.#backend.loadSetting(setting))?.split(' '));
      if (value.split(' ').every((key) => here.has(key))) continue;
      names.push(setting.slice(settingOf('').length));
      changes.push({ op: 'setting', name: setting, value, join: true });
    }
    return { names, changes };
  }

  // What the owner reads with file and passphrase is not written down, as everywhere.
  async #written(action: AuditAction, path: string, client: string): Promise<void> {
    if (client !== owner) await this.#audit.append({ client, action, path, outcome: 'done' });
  }

  async #fileKeys({ name, bytes }: CipherHeader): Promise<Uint8Array[]> {
    const stored = (await this.#stored(name)) ?? fail({ code: 'not-found', what: 'key', name });
    return stored.split(' ').map((text) => {
      const key = secretBytes(fromBase64url(text));
      try {
        return hkdfSha256(key, bytes, Buffer.from('holdfast/1/cipher'), 32);
      } finally {
        wipe(key);
      }
    });
  }

  #stored(name: string): Promise<string | undefined> {
    return this.#backend.loadSetting(settingOf(name));
  }
}

/**
 * Reads the header at the start of a file; `bad-input` when there is none. The rest of the file
 * begins at its length.
 */
export function parseCipherHeader(start: Uint8Array): CipherHeader {
  const end = start.indexOf(0x0a);
  const line = Buffer.from(start.subarray(0, Math.max(0, end))).toString('latin1');
  const name = /^holdfast-cipher\/1 ([A-Za-z0-9_-][A-Za-z0-9._-]{0,63})$/.exec(line)?.[1];
  if (name === undefined || start.length < end + 1 + saltBytes)
    return fail({ code: 'bad-input', what: 'encrypted-file', reason: 'foreign' });
  return { name, bytes: start.subarray(0, end + 1 + saltBytes) };
}

/**
 * Of these settings the keys of the cipher, each with a fresh key before it: new files get that
 * one, and those that are there still open.
 */
export function withFreshKeys(settings: ReadonlyMap<string, string>): [name: string, value: string][] {
  const known = [...settings].filter(([name]) => name.startsWith(settingOf('')));
  return known.map(([name, value]) => [name, `${freshKey()} ${value}`]);
}

function freshKey(): string {
  const key = randomKey();
  try {
    return toBase64url(key);
  } finally {
    wipe(key);
  }
}

function settingOf(name: string): string {
  return `cipher/${name}`;
}
