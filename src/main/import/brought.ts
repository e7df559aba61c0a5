import type { Field } from '../../shared/secret-schema.ts';
import { Hash } from './hash.ts';
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
  readonly digest: number;
  /** By its login at each address. */
  readonly logins: readonly number[];
}

export function bringing(wanted: string, fields: readonly Field[], digest: number): Bringing {
  const login = loginOf(fields);
  return {
    wanted,
    fields,
    digest,
    logins: login === undefined ? [] : keysOf(login).map((key) => new Hash().add(key).value),
  };
}

/**
 * What this import has brought so far, by path and login. Of each secret a few bytes are kept, for
 * there may be hundreds of thousands.
 */
export class Brought {
  readonly #digests: number[] = [];
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
    const number = this.#digests.push(digest) - 1;
    this.#paths.push(path);
    this.#users.push(userOf(fields));
    if (!this.#byWanted.has(wanted)) this.#byWanted.set(wanted, number);
    for (const login of logins) if (!this.#byLogin.has(login)) this.#byLogin.set(login, number);
  }

  #isOther(number: number, fields: readonly Field[]): boolean {
    const username = this.#users[number];
    return username !== undefined && isOtherLogin([{ name: 'username', value: username }], fields);
  }

  #met(number: number, digest: number): Met {
    return { path: this.#paths[number] ?? '', isSame: this.#digests[number] === digest };
  }
}
