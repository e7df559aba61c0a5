import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { BackupParts } from '../../app/backups/parts.ts';
import type { Session } from '../../app/session.ts';
import type { Copy } from './secrets.ts';
import type { Chosen } from './vault.ts';

/** The system's choosers; `undefined` when the person cancels. */
export interface BackupChooser {
  backupFolder(): Promise<string | undefined>;
  backupFile(): Promise<string | undefined>;
  restoredBackup(): Promise<string | undefined>;
}

export function backupsHandlers(
  deps: {
    readonly session: Session;
    readonly parts: () => Promise<BackupParts>;
    readonly choose: BackupChooser;
    readonly copy: Copy;
  },
  chosen: Chosen,
): Handlers['backups'] {
  const { session, parts, choose } = deps;
  const desk = async () => (await parts()).desk;
  const look = async () => (await parts()).look;
  const shelf = async () => (await parts()).shelf;
  const own = (file: string) => (chosen.has(file) ? file : fail({ code: 'denied', reason: 'not-chosen' }));
  const choice = (file: string | undefined) => {
    if (file !== undefined) chosen.add(file);
    return file;
  };
  const givenBy = ({
    passphrase,
    keyFile,
  }: {
    passphrase?: string | undefined;
    keyFile?: string | undefined;
  }) =>
    passphrase === undefined
      ? undefined
      : { passphrase, keyFile: keyFile === undefined ? session.keyFile : own(keyFile) };
  return {
    overview: async () => (await desk()).overview(),
    addDestination: async () => {
      const folder = await choose.backupFolder();
      return folder === undefined ? undefined : (await desk()).add(folder);
    },
    removeDestination: async ({ id }) => (await desk()).remove(id),
    setSchedule: async ({ schedule, retention }) => (await desk()).setSchedule(schedule, retention),
    run: async ({ destination }) => (await desk()).run(destination),
    cancel: async () => (await desk()).cancel(),

    list: async ({ destination }) => {
      const { folder, vault } = await (await desk()).folder(destination);
      const found = await (await shelf()).list(folder, vault);
      for (const { file } of found) chosen.add(file);
      return found;
    },
    chooseBackup: async () => {
      const file = choice(await choose.backupFile());
      return file === undefined ? undefined : (await shelf()).one(file);
    },

    look: async ({ file, ...key }) => {
      return (await look()).look(own(file), givenBy(key));
    },
    entries: async (wanted) => (await look()).entries(wanted),
    secret: async ({ path, version }) => (await look()).secret(path, version),
    reveal: async (at) => ({ value: (await (await look()).field(at)).value }),
    copy: async (at) => {
      const { type, value } = await (await look()).field(at);
      if (type === 'file') fail({ code: 'bad-input', what: 'field', reason: 'a file' });
      return { clearsInSeconds: await deps.copy(value) };
    },
    take: async ({ secrets }) => {
      const { taken, held } = await (await look()).take(secrets);
      if (taken.length > 0) session.noteWrite();
      return { taken: [...taken], held: [...held] };
    },
    closeLook: async () => (await look()).close(),

    chooseRestored: async () => choice(await choose.restoredBackup()),
    restore: async ({ file, to }) => {
      const done = await (await shelf()).restore(own(file), to === undefined ? undefined : own(to));
      return done;
    },
    cancelRestore: async () => (await shelf()).cancelRestore(),
    verify: async ({ file, ...key }) =>
      (await shelf()).verify(file === undefined ? undefined : own(file), givenBy(key)),
    cancelVerify: async () => (await shelf()).cancelVerify(),
    keepSession: async ({ file, passphrase }) => session.keep(own(file), passphrase),
  };
}
