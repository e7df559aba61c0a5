import type { Field } from '../../shared/secret-schema.ts';
import { Digests } from './digest.ts';
import { isOtherLogin, keysOf, loginOf, userOf } from './twins.ts';

/** What of this import an entry meets. */
export interface Met {
  readonly path: string;
  readonly isSame: boolean;
  /** It lies in another place of the file, and is met by its login. */
  readonly isElsewhere?: true;
}

/** An entry on its way: made once, for it is both looked for and noted. */
export interface Bringing {
  /** The path that it wants. */
  readonly wanted: string;
  readonly fields: readonly Field[];
  readonly digest: string;
  /** By its login at each address. */
  readonly logins: readonly number[];
}

export function bringing(wanted: string, fields: readonly Field[], digest: string): Bringing {
  const login = loginOf(fields);
  return { wanted, fields, digest, logins: login === undefined ? [] : keysOf(login).map(hashOf) };
}

/**
 * What this import has brought so far, by path and login. Of each secret a few bytes are kept, for
 * there may be hundreds of thousands.
 */
export class Brought {
  readonly #digests = new Digests();
  readonly #paths: string[] = [];
  readonly #byWanted = new Map<string, number>();
  readonly #byLogin = new Map<number, number>();
  /** Who logs in at a path that two entries wanted, to be asked once a second one comes. */
  readonly #users: (string | undefined)[] = [];

  /** The first that wanted this path, or has this login; `undefined`: none did. */
  find({ wanted, fields, digest, logins }: Bringing): Met | undefined {
    const number = this.#byWanted.get(wanted);
    if (number !== undefined && !this.#isOther(number, fields)) return this.#met(number, digest);
    for (const login of logins) {
      const found = this.#byLogin.get(login);
      if (found !== undefined) return { ...this.#met(found, digest), isElsewhere: true };
    }
    return undefined;
  }

  note({ wanted, fields, digest, logins }: Bringing, path: string): void {
    const number = this.#digests.add(digest);
    this.#paths.push(path);
    this.#users.push(userOf(fields));
    if (!this.#byWanted.has(wanted)) this.#byWanted.set(wanted, number);
    for (const login of logins) if (!this.#byLogin.has(login)) this.#byLogin.set(login, number);
  }

  #isOther(number: number, fields: readonly Field[]): boolean {
    const username = this.#users[number];
    return username !== undefined && isOtherLogin([{ name: 'username', value: username }], fields);
  }

  #met(number: number, digest: string): Met {
    return { path: this.#paths[number] ?? '', isSame: this.#digests.has(number, digest) };
  }
}

/**
 * FNV-1a twice, 53 bits together: a number takes a third of what the text would. That two are alike
 * by chance shows an entry as changed that is new, which comes in all the same.
 */
function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193) ^ (b >>> 15);
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}
