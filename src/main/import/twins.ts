import type { IndexedField, SecretInfo } from '../../shared/secret-schema.ts';
import type { ParsedEntry } from './entry.ts';

/** What both an entry and a secret of the vault show of their fields. */
type Shown = readonly Pick<IndexedField, 'name' | 'value'>[];

/** A secret by what it can be known again, whatever it is called there and here. */
export interface Login {
  readonly username: string;
  /** Of each address host and path. */
  readonly addresses: readonly string[];
}

/** Who logs in where; `undefined` where the fields do not say both. */
export function loginOf(fields: Shown): Login | undefined {
  const username = userOf(fields);
  if (username === undefined) return undefined;
  const addresses: string[] = [];
  for (const { name, value } of fields) {
    if (value === undefined || !isUrl(name)) continue;
    const address = addressOf(value);
    if (address !== '' && !addresses.includes(address)) addresses.push(address);
  }
  return addresses.length === 0 ? undefined : { username, addresses };
}

function isUrl(name: string): boolean {
  return name === 'url' || (name.startsWith('url (') && /^url \(\d+\)$/.test(name));
}

/** Who logs in, where the fields say it. */
export function userOf(fields: Shown): string | undefined {
  const named = (wanted: string) => fields.find(({ name }) => name === wanted)?.value?.trim();
  return named('username') || named('email') || undefined;
}

/** Host and path, without what two programs write in two ways. */
function addressOf(url: string): string {
  const [, host = '', path = ''] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#\s]+)([^?#]*)/i.exec(url.trim()) ?? [];
  return host.toLowerCase().replace(/^www\./, '') + path.replace(/\/+$/, '');
}

/** Whether both say who logs in, and it is somebody else: then one name stands for two things. */
export function isOtherLogin(a: Shown, b: Shown): boolean {
  const [one, other] = [userOf(a), userOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

/** The keys under which a secret is found: one for each of its addresses. */
export function keysOf({ username, addresses }: Login): string[] {
  return addresses.map((address) => `${username}\n${address}`);
}

/** Secrets with one login at one address that are compared with an entry. */
const mostAlike = 8;

/**
 * The secrets of the vault that an entry may be another copy of: those with its login at its
 * address, and the one at the path that it wants. What is deleted there is none.
 */
export class Twins {
  readonly #byPath = new Map<string, SecretInfo>();
  readonly #byLogin = new Map<string, SecretInfo[]>();

  /** `mayRead`: whether whoever imports may hear of a secret; missing: of every one. */
  constructor(infos: readonly SecretInfo[], mayRead: (path: string) => boolean = () => true) {
    for (const info of infos) {
      if (info.current === 0 || !mayRead(info.path)) continue;
      this.#byPath.set(info.path, info);
      const login = loginOf(info.fields);
      for (const key of login === undefined ? [] : keysOf(login)) this.#note(key, info);
    }
  }

  /** False: the vault has nothing that an entry could meet. */
  get any(): boolean {
    return this.#byPath.size > 0;
  }

  /** The likeliest first. */
  find(wanted: string, { versions }: ParsedEntry): readonly SecretInfo[] {
    const fields = versions.at(-1)?.fields ?? [];
    const login = loginOf(fields);
    const found = login === undefined ? [] : keysOf(login).flatMap((key) => this.#byLogin.get(key) ?? []);
    const there = this.#byPath.get(wanted);
    const isThere = there !== undefined && !isOtherLogin(there.fields, fields);
    return [...new Set(isThere ? [there, ...found] : found)];
  }

  #note(key: string, info: SecretInfo): void {
    const all = this.#byLogin.get(key);
    if (all === undefined) this.#byLogin.set(key, [info]);
    else if (all.length < mostAlike) all.push(info);
  }
}
