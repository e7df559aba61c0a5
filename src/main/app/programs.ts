import type { Handlers, State } from '../../shared/contract.ts';
import type { Wanting } from '../../shared/contract-clients.ts';
import { failureOf } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import type { Drill } from '../clients/context.ts';
import { Grants } from '../clients/grants.ts';
import { keyFolder, socketPath } from '../clients/places.ts';
import { Rate } from '../clients/rate.ts';
import { Registry } from '../clients/registry.ts';
import { type Request, Requests } from '../clients/requests.ts';
import type { ClientServer } from '../clients/server.ts';
import { Waking } from '../clients/waking.ts';
import { type Log, traceOf } from '../log.ts';
import type { Vault } from '../vault/vault.ts';
import type { Session } from './session.ts';

/** Stored policies that a prompt names. */
const mostStored = 20;

type Shown = Awaited<ReturnType<Handlers['clients']['requests']>>[number];

/** What programs come through, for as long as the app runs. */
export interface Programs {
  readonly requests: Requests;
  readonly guests: Guests;
  /** Listens. Where that cannot be, the app runs without. */
  start(): Promise<void>;
  /** What the person allowed until now is forgotten. */
  locking(): void;
  follow(state: State): void;
  close(): Promise<void>;
}

/** Programs that the person let in until the vault locks, or once. */
export type Guests = Pick<Registry, 'guests' | 'turnOut'>;

interface ProgramsDeps {
  readonly session: () => Session;
  /** What waits now, as the window takes it, and each that waits by its id and name. */
  readonly tell: (
    event: 'requests' | 'unlockWanted',
    waiting: readonly unknown[],
    waiters: readonly { readonly id: string; readonly name: string }[],
  ) => void;
  readonly log: Log;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly drill: Drill;
}

export function programs({ session, tell, log, env, platform, version, drill }: ProgramsDeps): Programs {
  const [registry, grants] = [new Registry(), new Grants()];
  const requests = new Requests({
    changed: (waiting) => tell('requests', waiting.map(shownRequest), waiting),
    now: () => Date.now(),
  });
  const waking = new Waking((wanting: Wanting | undefined) =>
    tell(
      'unlockWanted',
      wanting ? [wanting] : [],
      wanting ? [{ id: wanting.program, name: wanting.name }] : [],
    ),
  );
  let state: State['vault'] = 'none';
  let server: Promise<ClientServer | undefined> | undefined;
  const failed = (error: unknown) => log.error('main.failed', { where: 'exception', trace: traceOf(error) });

  const listen = async () => {
    const { serveClients } = await import('../clients/server.ts');
    const context = {
      ...{ version, requests, registry, grants, waking, drill, rate: new Rate() },
      state: () => state,
      vault: (id?: string) => {
        const front = session().isOpen ? session().vault : undefined;
        return (id === undefined ? undefined : session().openVault(id)?.vault) ?? front;
      },
      refresh: async (vault?: Vault) => {
        const isBeside = vault !== undefined && session().isOpen && vault !== session().vault;
        await (isBeside ? vault.refresh().catch(() => false) : session().refresh());
      },
      backUp: async (vault: Vault, place: string, signal: AbortSignal) => {
        const [{ createBackup }, { MachineNotes, notesFile }] = await Promise.all([
          import('../backups/backup.ts'),
          import('../backups/notes.ts'),
        ]);
        const notes = new MachineNotes(notesFile(env, platform));
        const common = { now: Date.now, makeFolder: true, newOnly: true, notes, signal };
        const source = session().openVault(vault.id)?.place ?? session().place;
        return createBackup(vault, place, { ...common, source });
      },
      wrote: (secrets: boolean, vault?: Vault) =>
        secrets ? session().noteWrite(vault) : session().noteRevision(vault),
    };
    const uid = process.getuid?.() ?? 0;
    return serveClients({
      socket: socketPath(env, platform, uid),
      keys: keyFolder(env, platform),
      context,
      failed,
    });
  };
  return {
    requests,
    guests: registry,
    start: async () => {
      server ??= listen().catch((error: unknown) => {
        log.warn('socket.refused', { code: failureOf(error)?.code ?? 'internal' });
        return undefined;
      });
      if ((await server) !== undefined) log.info('socket.listening', {});
    },
    locking: () => {
      requests.forget();
      registry.forget();
      grants.forget();
    },
    follow: ({ vault }) => {
      state = vault;
      if (vault === 'open') waking.opened();
    },
    close: async () => (await server)?.close(),
  };
}

/** A request as the window takes it. */
export function shownRequest({ chain, wants, draft, stored = [], fresh = true, ...rest }: Request): Shown {
  return {
    ...rest,
    fresh,
    chain: [...chain],
    wants: wants.map((want) => ({ ...want })),
    draft: draft.map(shownSpec),
    stored: stored.slice(0, mostStored).map(shownSpec),
    storedTotal: stored.length,
  };
}

function shownSpec({ name, spiffeIdPattern, pathPattern, permissions }: PolicySpec) {
  return { name, spiffeIdPattern, pathPattern, permissions: [...permissions] };
}
