import type { Handlers } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import { type LocalKind, type Place, printPlace } from '../../../shared/place.ts';
import type { PlacePurpose } from '../../../shared/place-form.ts';
import { isFile } from '../../../shared/secret.ts';
import type { BackupParts } from '../../app/backups/parts.ts';
import type { FileSaver } from '../../app/file-saver.ts';
import type { Session } from '../../app/session.ts';
import { type Chosen, choice, own, ownIf } from '../chosen.ts';
import type { Copy } from './secrets.ts';

/** The system's choosers; `undefined` when the person cancels. */
export interface BackupChooser {
  backupFolder(): Promise<string | undefined>;
  place(kind: LocalKind, purpose: PlacePurpose): Promise<Place | undefined>;
}

export interface BackupsDeps {
  readonly session: Session;
  readonly parts: () => Promise<BackupParts>;
  readonly choose: BackupChooser;
  readonly copy: Copy;
  readonly saver: FileSaver;
}

export function backupsHandlers(deps: BackupsDeps, chosen: Chosen): Handlers['backups'] {
  const { session, parts, choose } = deps;
  const scheduler = async () => (await parts()).scheduler;
  const browser = async () => (await parts()).browser;
  const files = async () => (await parts()).files;
  const givenBy = ({ passphrase, keyFile }: { passphrase?: string; keyFile?: string }) =>
    passphrase === undefined ? undefined : { passphrase, keyFile: ownIf(chosen, keyFile) ?? session.keyFile };
  return {
    overview: async () => (await scheduler()).overview(),
    addDestination: async () => {
      const folder = await choose.backupFolder();
      return folder === undefined ? undefined : (await scheduler()).add(folder);
    },
    addPlace: async ({ place }) => (await scheduler()).add(printPlace(own(chosen, place))),
    removeDestination: async ({ id }) => (await scheduler()).remove(id),
    setSchedule: async ({ schedule, retention }) => (await scheduler()).setSchedule(schedule, retention),
    run: async ({ destination }) => (await scheduler()).run(destination),
    cancel: async () => (await scheduler()).cancel(),

    list: async ({ destination }) => {
      const { folder, vault } = await (await scheduler()).folder(destination);
      const found = await (await files()).list(folder, vault);
      for (const { place } of found) chosen.add(place);
      return found;
    },
    newest: async ({ place }) => {
      const found = (await scheduler()).foldersAt(own(chosen, place));
      const newest = found && (await (await files()).newest(found.folders, found.vault));
      if (newest !== undefined) chosen.add(newest.place);
      return newest;
    },
    chooseBackup: async (from) => {
      const place =
        'place' in from ? own(chosen, from.place) : choice(chosen, await choose.place(from.kind, 'backup'));
      return place === undefined ? undefined : (await files()).one(place);
    },

    browse: async ({ place, ...key }) => (await browser()).open(own(chosen, place), givenBy(key)),
    entries: async (wanted) => (await browser()).entries(wanted),
    secret: async ({ path, version }) => (await browser()).secret(path, version),
    reveal: async (at) => {
      const { type, value } = await (await browser()).field(at);
      return type === 'otp' ? fail({ code: 'bad-input', what: 'field', reason: 'is-otp' }) : { value };
    },
    copy: async (at) => {
      const { type, value } = await (await browser()).field(at);
      if (isFile(type)) fail({ code: 'bad-input', what: 'field', reason: 'is-file' });
      if (type === 'otp') return { clearsInSeconds: await deps.copy(await (await browser()).code(at)) };
      return { clearsInSeconds: await deps.copy(value) };
    },
    saveFile: async (at) => deps.saver.save(await (await browser()).file(at)),
    take: async ({ secrets }) => {
      const done = await (await browser()).take(secrets);
      if (done.taken.length > 0) session.noteWrite();
      return done;
    },
    closeBrowser: async () => (await browser()).close(),

    restore: async ({ place, to }) => (await files()).restore(own(chosen, place), ownIf(chosen, to)),
    cancelRestore: async () => (await files()).cancelRestore(),
    verify: async ({ place, ...key }) => (await files()).verify(ownIf(chosen, place), givenBy(key)),
    cancelVerify: async () => (await files()).cancelVerify(),
    keepSession: async ({ place, passphrase }) => session.keep(own(chosen, place), passphrase),
  };
}
