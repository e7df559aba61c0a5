import * as z from 'zod/mini';
import { fail } from '../../../shared/failure.ts';
import { importLimits } from '../entry.ts';
import type { ServerAddress } from './address.ts';
import { isTokenBad, type Mount, mountOf, namesIn, read } from './mount.ts';
import { type ServerAccess, VaultServer } from './server.ts';

/** A secret as the reader of the format `vault-mount` takes it: what the server answered, unread. */
interface Fetched {
  readonly path: string;
  /** Oldest first. */
  readonly answers?: readonly string[];
  /** The server does not let it be read, or only its newest version. */
  readonly forbidden?: 'all' | 'history';
  /** It can be no path here. */
  readonly unfit?: true;
}

export interface MountOptions {
  /** Every version that is still there, not the newest alone. */
  readonly history?: boolean | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** Requests under way at once. */
const together = 8;

const metadata = z.object({ data: z.object({ versions: z.record(z.string(), z.unknown()) }) });

/** Reads every secret at and below an address, as one file for the reader of `vault-mount`. */
export async function fetchMount(
  { origin, path, namespace }: ServerAddress,
  access: ServerAccess,
  options: MountOptions & { readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const within = { ...access, ...(namespace !== undefined && { namespace }) };
  const server = new VaultServer(origin, within, options.signal);
  return new Walk(server, await mountOf(server, path), options).all();
}

class Walk {
  readonly #server: VaultServer;
  readonly #mount: Mount;
  readonly #options: MountOptions;
  readonly #fetched: Fetched[] = [];
  #size = 0;
  #found = 0;

  constructor(server: VaultServer, mount: Mount, options: MountOptions) {
    this.#server = server;
    this.#mount = mount;
    this.#options = options;
  }

  async all(): Promise<Uint8Array> {
    const { way } = this.#mount;
    const names = await namesIn(this.#server, this.#mount, way);
    if (typeof names !== 'string') await this.#folder(way, names);
    // The path may be a secret itself, and it may be both.
    if (way.length > 0) await this.#itself(way.join('/'));
    const isNothing = this.#fetched.length === 0;
    if (isNothing && names === 'forbidden') await this.#refuse();
    if (isNothing && names === 'missing' && way.length > 0)
      fail({ code: 'import-refused', reason: 'nothing-there' });
    return new Uint8Array(Buffer.from(JSON.stringify({ vaultMount: this.#fetched })));
  }

  async #refuse(): Promise<never> {
    const reason = (await isTokenBad(this.#server)) ? 'credentials-refused' : 'may-not-list';
    return fail({ code: 'store', reason });
  }

  async #folder(folder: readonly string[], names: readonly string[]): Promise<void> {
    const pathOf = (name: string) => [...folder, name].join('/');
    this.#found += names.length;
    if (this.#found > importLimits.entries) fail({ code: 'import-refused', reason: 'too-large' });
    const good = names.filter(isName);
    for (const name of names) if (!isName(name)) this.#keep({ path: pathOf(name), unfit: true });
    await this.#secrets(good.filter((name) => !name.endsWith('/')).map(pathOf));
    for (const name of good.filter((one) => one.endsWith('/'))) {
      const inner = [...folder, name.slice(0, -1)];
      // A server that lists a folder in each folder for ever.
      if (inner.length > importLimits.depth) this.#keep({ path: `${inner.join('/')}/`, unfit: true });
      else await this.#below(inner);
    }
  }

  async #below(folder: readonly string[]): Promise<void> {
    const names = await namesIn(this.#server, this.#mount, folder);
    if (names === 'forbidden') this.#keep({ path: `${folder.join('/')}/`, forbidden: 'all' });
    else if (names !== 'missing') await this.#folder(folder, names);
  }

  async #itself(path: string): Promise<void> {
    const one = await this.#secret(path);
    if ((one.answers ?? []).length > 0) this.#keep(one);
  }

  async #secrets(paths: readonly string[]): Promise<void> {
    for (let at = 0; at < paths.length; at += together) {
      const some = paths.slice(at, at + together);
      for (const one of await Promise.all(some.map((path) => this.#secret(path)))) this.#keep(one);
    }
  }

  async #secret(path: string): Promise<Fetched> {
    const { at, isSecond } = this.#mount;
    if (!isSecond) return this.#versions(path, [...at, ...path.split('/')], ['']);
    const data = [...at, 'data', ...path.split('/')];
    if (this.#options.history !== true) return this.#versions(path, data, ['']);
    const answer = await this.#server.get([...at, 'metadata', ...path.split('/')]);
    if (answer.status !== 200) return { ...(await this.#versions(path, data, [''])), forbidden: 'history' };
    const numbers = Object.keys(read(metadata, answer).data.versions).filter((n) => /^\d{1,9}$/.test(n));
    const inOrder = numbers.toSorted((a, b) => Number(a) - Number(b));
    return this.#versions(
      path,
      data,
      inOrder.map((n) => `?version=${n}`),
    );
  }

  async #versions(path: string, way: readonly string[], queries: readonly string[]): Promise<Fetched> {
    const answers: string[] = [];
    for (const query of queries) {
      const answer = await this.#server.get(way, query);
      if (answer.status === 403) return { path, forbidden: 'all' };
      const text = answer.bytes.toString('utf8');
      this.#grow(text.length);
      // A version that is deleted or destroyed answers 404, and says so.
      if (answer.status === 200 || text.includes('"metadata"')) answers.push(text);
    }
    return { path, answers };
  }

  #keep(one: Fetched): void {
    this.#fetched.push(one);
    this.#grow(one.path.length + 100);
    this.#options.progress?.(this.#fetched.length, Math.max(this.#found, this.#fetched.length));
  }

  #grow(length: number): void {
    this.#size += length;
    if (this.#size > importLimits.text / 2) fail({ code: 'import-refused', reason: 'too-large' });
  }
}

/** A name that stays itself in an address: `..` would lead elsewhere. */
function isName(name: string): boolean {
  return name !== '' && name !== '/' && !/^\.{1,2}\/?$/.test(name) && !/\/./.test(name);
}
