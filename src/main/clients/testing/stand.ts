import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../../shared/client.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { fileAt, type Place } from '../../../shared/place.ts';
import { createBackup } from '../../backups/backup.ts';
import { MachineNotes } from '../../backups/notes.ts';
import { createVault } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import { Connection } from '../connection.ts';
import type { ServerContext } from '../context.ts';
import { patience } from '../conversation.ts';
import { Grants } from '../grants.ts';
import { fresh32, keyFrom, publicKeyOf } from '../handshake.ts';
import { readServerKey, writeClient } from '../keys.ts';
import { clientId } from '../places.ts';
import { Rate, type rates } from '../rate.ts';
import { Registry } from '../registry.ts';
import { type Request, Requests } from '../requests.ts';
import { bounds, type ClientServer, serveClients } from '../server.ts';
import { Waking } from '../waking.ts';

/** What the person does when a program asks; missing: nothing yet. */
export type Person = (request: Request) => Verdict | undefined;

/** A server over a vault of its own, as the app has it, and programs to try it with. */
export interface Stand {
  readonly folder: string;
  readonly socket: string;
  /** Where the app's key and those of programs lie, as HOME has it. */
  readonly keys: string;
  readonly env: Readonly<Record<string, string>>;
  vault: Vault | undefined;
  state: 'none' | 'locked' | 'open';
  readonly context: ServerContext;
  readonly server: ClientServer;
  /** What the window was told of. */
  readonly asked: Request[];
  readonly woken: (string | undefined)[];
  person: Person;
  /**
   * Registers a program and gives its private key; `policies`: paths it may read, write and list.
   */
  let(name: string, ...paths: string[]): Promise<string>;
  connect(name?: string, key?: string): Promise<Connection>;
  close(): Promise<void>;
}

export const deny: Verdict = { answer: 'deny', policies: [] };
export const once: Verdict = { answer: 'once', policies: [] };

const unlimited = { second: Number.MAX_SAFE_INTEGER, burst: Number.MAX_SAFE_INTEGER };

/** The cheapest vault in a file, or one in memory alone. */
export async function stand(
  options: {
    memory?: boolean;
    /** Where the vault lies; missing: in a file. */
    place?: Place;
    bounds?: Partial<typeof bounds>;
    patience?: Partial<typeof patience>;
    /** Missing: nobody has to wait. */
    rates?: typeof rates;
  } = {},
): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-socket-'));
  const keys = join(folder, 'config/holdfast');
  const socket = join(folder, 'run/holdfast/api');
  const kdf = { name: 'argon2id', memoryKiB: 8 * 1024, passes: 1, lanes: 1 } as const;
  const place = options.place ?? fileAt(join(folder, 'a.holdfast'));
  const config = options.memory === true ? { kind: 'memory' } : place;
  const vault = await createVault(config, { passphrase: 'correct horse battery', kdf });
  const requests = new Requests({
    changed: (list) => queueMicrotask(() => list.forEach(answerOne)),
    now: () => Date.now(),
  });
  const answerOne = (request: Request) => {
    if (!made.asked.some(({ id }) => id === request.id)) made.asked.push(request);
    const verdict = made.person(request);
    if (verdict !== undefined && requests.list().some(({ id }) => id === request.id))
      requests.answer(request.id, verdict);
  };
  const waking = new Waking((wanting) => made.woken.push(wanting?.program));
  const context: ServerContext = {
    version: '0.0.0',
    state: () => made.state,
    vault: () => made.vault,
    refresh: async () => void (await made.vault?.refresh()),
    wrote: () => undefined,
    registry: new Registry(),
    grants: new Grants(),
    requests,
    waking,
    drill: async () => fail({ code: 'backup-refused', reason: 'none-known' }),
    backUp: (vault, to, signal) => {
      const notes = new MachineNotes(undefined);
      return createBackup(vault, to, {
        source: place,
        notes,
        now: Date.now,
        makeFolder: true,
        newOnly: true,
        signal,
      });
    },
    rate: new Rate(options.rates ?? { client: unlimited, stranger: unlimited }),
  };
  const server = await serveClients({
    ...{ socket, keys, context },
    bounds: { ...bounds, ...options.bounds },
    patience: { ...patience, ...options.patience },
  });
  const made: Stand = {
    folder,
    socket,
    keys,
    env: { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_RUNTIME_DIR: join(folder, 'run') },
    vault,
    state: 'open',
    context,
    server,
    asked: [],
    woken: [],
    person: () => undefined,
    let: async (name, ...paths) => {
      const key = fresh32();
      const spiffeId = clientId(vault.id, name);
      const policies = paths.map((pathPattern) => ({
        name: `${name} ${pathPattern}`,
        spiffeIdPattern: spiffeId,
        pathPattern,
        permissions: ['read', 'write', 'list'] as const,
      }));
      await vault.registerClient({ name, spiffeId, key: publicKeyOf(key) ?? '' }, policies);
      writeClient(keys, { vault: vault.id, name, spiffeId, key });
      return key;
    },
    connect: (name, key = '') => {
      const secret = keyFrom(key);
      const identity = name !== undefined && secret ? { vault: vault.id, name, key: secret } : undefined;
      const options = { socket, serverKey: readServerKey(keys), ...(identity && { identity }) };
      return Connection.open(options);
    },
    close: async () => {
      await server.close();
      await made.vault?.lock();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return made;
}

/** How something ended: the failure's code, or what it gave. */
export function ending(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return 'reason' in failure ? `${failure.code}: ${failure.reason}` : failure.code;
  });
}
