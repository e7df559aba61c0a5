import type { State } from '../../shared/contract.ts';
import type {
  BackupMade,
  BackupRetention,
  BackupSchedule,
  BackupsOverview,
  ListedBackup,
  LookRow,
  LookSecret,
} from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';

const hour = 3_600_000;
const day = 24 * hour;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const disk = '/media/robin/Backup disk/Holdfast';
const synced = '/home/robin/Nextcloud/vaults';
const how = ['changed', 'missing', 'later', 'same', 'same'] as const;
const names = ['prod/db/orders', 'home/router', 'travel/rail', 'mail/newsletter', 'bank/savings'];

/** Backups, made up: `kind` is `none`, `some`, `trouble`, `own-key` or `damaged`. */
export function fakeBackups(
  kind: string,
  refuse: (failure: Failure) => never,
  emit: (event: string, payload: unknown) => void,
  move: (to: State['vault']) => State,
) {
  const now = Date.now();
  const file = `${disk}/Household-2026-05-03-140533-r28.holdfast`;
  let overview: BackupsOverview = {
    available: kind !== 'memory',
    destinations: [],
    schedule: { onLock: true, onQuit: true, daily: true },
    retention: { last: 5, daily: 7, weekly: 4, monthly: 12 },
    quitSeconds: 10,
  };
  if (kind !== 'none' && kind !== 'memory') {
    overview.destinations = [
      {
        id: 'a',
        folder: disk,
        present: kind !== 'trouble',
        last: { file, revision: 28, time: now - 26 * hour, proven: 'everything', behind: 3 },
        provenAt: now - 26 * hour,
        ...(kind === 'trouble' && {
          trouble: { failure: { code: 'backup-refused', reason: 'missing-folder' }, since: now - 3 * day },
        }),
      },
      {
        id: 'b',
        folder: synced,
        present: true,
        ...(kind === 'trouble'
          ? { trouble: { failure: { code: 'no-space' }, since: now - 2 * hour } }
          : {
              last: { file, revision: 31, time: now - hour, proven: 'structure', behind: 0 },
              provenAt: now - 2 * day,
            }),
      },
    ];
  }
  const announce = () => {
    emit('backups', structuredClone(overview));
    return overview;
  };
  const files: ListedBackup[] = [28, 26, 25, 19].map((revision, i) => ({
    file: `${disk}/${revision}`,
    name: `Household-2026-05-0${4 - i}-140533-r${revision}.holdfast`,
    bytes: 1_400_000 - i * 90_000,
    time: now - 26 * hour - i * day,
    revision,
    foreign: i === 3,
    ours: i !== 2,
    ...(i < 2 && { provenAt: now - 26 * hour - i * day }),
  }));
  files.push({
    file: `${disk}/broken`,
    name: 'Household-2026-04-01-090000-r12.holdfast',
    bytes: 8_192,
    time: now - 40 * day,
    foreign: false,
    ours: false,
    failure: { code: 'damaged', part: 'manifest' },
  });
  const rows = Array.from({ length: 240 }, (_, i): LookRow => {
    const at = how[i % how.length] ?? 'same';
    return {
      path: `${names[i % names.length]}${i < names.length ? '' : ` ${i}`}`,
      how: at,
      deleted: i === 11,
      ...(at !== 'later' && { backup: now - 30 * hour }),
      ...(at !== 'missing' && { vault: now - 2 * hour }),
    };
  });
  const secret = ({ path, version = 3 }: { path: string; version?: number }): LookSecret => {
    const row = rows.find((one) => one.path === path);
    return {
      path,
      how: row?.how ?? 'same',
      version,
      updated: now - 30 * hour,
      tags: ['team'],
      versions: [1, 2, 3].map((n) => ({ version: n, created: now - (60 - n) * hour })),
      fields: [
        { name: 'user', type: 'text', value: 'orders_app', inVault: 'same' },
        { name: 'password', type: 'secret', inVault: row?.how === 'same' ? 'same' : 'other' },
        {
          name: 'url',
          type: 'url',
          value: 'https://orders.example.com',
          inVault: row?.how === 'same' ? 'same' : 'missing',
        },
      ],
      ...(row?.how !== 'missing' && { vaultVersion: 5 }),
    };
  };
  const counted = () => {
    const count = (wanted: LookRow['how']) => rows.filter(({ how }) => how === wanted).length;
    return { missing: count('missing'), changed: count('changed'), later: count('later') };
  };
  return {
    backups: {
      overview: () => overview,
      addDestination: () => {
        const id = `n${overview.destinations.length}`;
        overview = {
          ...overview,
          destinations: [...overview.destinations, { id, folder: disk, present: true }],
        };
        return announce();
      },
      removeDestination: ({ id }: { id: string }) => {
        overview = { ...overview, destinations: overview.destinations.filter((one) => one.id !== id) };
        return announce();
      },
      setSchedule: (wanted: { schedule: BackupSchedule; retention: BackupRetention }) => {
        overview = { ...overview, ...wanted };
        return announce();
      },
      run: async ({ destination = 'a' }: { destination?: string }): Promise<BackupMade[]> => {
        for (let done = 0; done <= 20; done++) {
          emit('backupProgress', { destination, done: done * 50, total: 1_000 });
          await pause(kind === 'slow' ? 1_000 : 60);
        }
        const last = { file, revision: 31, time: Date.now(), proven: 'everything' as const, behind: 0 };
        const { running: _, ...rest } = overview;
        overview = {
          ...rest,
          destinations: rest.destinations.map((one) =>
            one.id === destination
              ? { id: one.id, folder: one.folder, present: true, last, provenAt: Date.now() }
              : one,
          ),
        };
        announce();
        const made = { destination, file, revision: 31, copied: 12, bytes: 81_000, authenticated: 12 };
        return [{ ...made, proven: 'everything', unchanged: false, removed: 1 }];
      },
      cancel: () => undefined,
      list: () => files,
      chooseBackup: () => files[0],
      look: async ({ passphrase }: { passphrase?: string }) => {
        await pause(500);
        if (kind === 'own-key' && passphrase !== 'old')
          refuse({ code: passphrase ? 'wrong-passphrase' : 'wrong-key' });
        const counts = counted();
        return {
          file,
          name: 'Household-2026-05-03-140533-r28.holdfast',
          revision: 28,
          time: now - 26 * hour,
          same: true,
          secrets: rows.length - counts.later,
          ...counts,
        };
      },
      entries: ({
        query,
        only,
        offset,
        limit,
      }: {
        query: string;
        only: string;
        offset: number;
        limit: number;
      }) => {
        const found = rows.filter(
          (row) => row.path.includes(query) && (only === 'all' || row.how !== 'same'),
        );
        return { total: found.length, rows: found.slice(offset, offset + limit), ...counted() };
      },
      secret,
      reveal: () => ({ value: 'tV9$kq2!mZx7Lp0w' }),
      copy: () => ({ clearsInSeconds: 30 }),
      take: ({ secrets }: { secrets: { path: string }[] }) => {
        for (const row of rows) if (secrets.some(({ path }) => path === row.path)) row.how = 'same';
        return { taken: secrets.map(({ path }) => ({ path, version: 4 })), held: [] };
      },
      closeLook: () => undefined,
      chooseRestored: () => '/home/robin/Documents/Household restored.holdfast',
      restore: async ({ to }: { to?: string }) => {
        for (let done = 0; done <= 20; done++) {
          emit('restoreProgress', { done: done * 50, total: 1_000 });
          await pause(40);
        }
        if (to !== undefined) return { file: to, revision: 28, proven: 'structure' };
        move('locked');
        const vault = '/home/robin/Documents/Household.holdfast';
        return {
          file: vault,
          revision: 28,
          proven: 'structure',
          kept: vault.replace('.', ' (kept 2026-05-04 101500).'),
        };
      },
      cancelRestore: () => undefined,
      verify: async () => {
        for (let done = 0; done <= 20; done++) {
          emit('verifyProgress', { done: done * 50, total: 1_000 });
          await pause(40);
        }
        const counts = {
          objects: 1_000,
          bytes: 1_310_000,
          secrets: 214,
          versions: 507,
          unreferenced: 3,
          more: 0,
        };
        const damaged =
          kind === 'damaged'
            ? [
                {
                  part: 'version',
                  object: '9f2c51d07a3be4c8801f66d2a90b7e35',
                  paths: ['prod/db/orders'],
                  version: 4,
                },
                { part: 'page', object: '17aa40c2d95b03ef61884c70b2fd9a11', paths: [], entries: 12 },
                { part: 'audit', object: 'chain', paths: [] },
              ]
            : [];
        return { file, revision: 31, proven: 'everything', ...counts, damaged };
      },
      cancelVerify: () => undefined,
      keepSession: async () => {
        await pause(900);
        move('open');
        return { file, secrets: 12 };
      },
    },
  };
}
