import type { Events, Handlers } from '../../shared/contract.ts';
import type { CredentialBook } from '../app/credentials.ts';
import { FileSaver, vaultFiles } from '../app/file-saver.ts';
import type { OpenedFiles } from '../app/opened-files.ts';
import type { Programs } from '../app/programs.ts';
import { RecentlyUsed } from '../app/recently-used.ts';
import type { Session } from '../app/session.ts';
import { steps } from '../app/steps.ts';
import type { Work } from '../app/work.ts';
import type { MachineNotes } from '../backups/notes.ts';
import type { PlanStore } from '../backups/plan.ts';
import type { Drafts } from '../vault/drafts.ts';
import type { Chosen } from './chosen.ts';
import { type AppDeps, appHandlers } from './handlers/app.ts';
import { auditHandlers } from './handlers/audit.ts';
import { type BackupChooser, type BackupsDeps, backupsHandlers } from './handlers/backups.ts';
import { clientsHandlers } from './handlers/clients.ts';
import { devicesHandlers } from './handlers/devices.ts';
import { draftsHandlers } from './handlers/drafts.ts';
import { exportHandlers } from './handlers/export.ts';
import { type FilesDeps, filesHandlers } from './handlers/files.ts';
import { generateHandlers } from './handlers/generate.ts';
import { healthHandlers } from './handlers/health.ts';
import { type OtpDeps, otpHandlers } from './handlers/otp.ts';
import { type PersonFiles, peopleHandlers } from './handlers/people.ts';
import { placesHandlers } from './handlers/places.ts';
import { policiesHandlers } from './handlers/policies.ts';
import { type QuickDeps, quickHandlers } from './handlers/quick.ts';
import { type QuickUnlockHandlerDeps, quickUnlockHandlers } from './handlers/quick-unlock.ts';
import { type RecoveryDeps, recoveryHandlers } from './handlers/recovery.ts';
import { repairHandlers } from './handlers/repair.ts';
import { type Copy, type OpenAddress, secretsHandlers } from './handlers/secrets.ts';
import { type SecurityKeyHandlerDeps, securityKeyHandlers } from './handlers/security-keys.ts';
import { severalHandlers } from './handlers/several.ts';
import { type Importer, transferHandlers } from './handlers/transfer.ts';
import { type VaultChooser, vaultHandlers } from './handlers/vault.ts';
import { versionsHandlers } from './handlers/versions.ts';

/** The choosers of the system. A file that is `undefined`: the person cancelled. */
export interface Choosers extends VaultChooser, BackupChooser, Omit<PersonFiles, 'copyText'> {
  fieldFile(name: string): Promise<string | undefined>;
  breachList(): Promise<string | undefined>;
  auditFile(vault: string, day: string): Promise<string | undefined>;
  exportFile(vault: string, day: string, extension: string): Promise<string | undefined>;
}

/** What the calls of the window work with. */
export interface HandlerParts {
  readonly session: Session;
  readonly preferences: AppDeps['preferences'];
  readonly tell: <E extends keyof Events>(event: E, payload: unknown) => void;
  readonly choose: Choosers;
  readonly chosen: Chosen;
  readonly credentials: CredentialBook;
  readonly plans: PlanStore;
  readonly notes: () => Promise<MachineNotes>;
  /** What vaults seal beside their files, by its kind. */
  readonly sealed: (kind: string) => Promise<Drafts>;
  readonly work: Work;
  readonly app: Omit<AppDeps, 'session' | 'preferences'>;
  /** Copies a secret: gives the seconds after which it is taken away. */
  readonly copy: Copy;
  /** Copies what is no secret. */
  readonly copyText: PersonFiles['copyText'];
  readonly openAddress: OpenAddress;
  readonly opened: OpenedFiles;
  readonly drawPage: FilesDeps['drawPage'];
  readonly pictures: Omit<OtpDeps, 'session'>;
  readonly importer: Importer;
  readonly programs: Pick<Programs, 'requests' | 'guests'>;
  readonly quick: Omit<QuickDeps, 'preferences'>;
  readonly securityKeys: Omit<SecurityKeyHandlerDeps, 'session'>;
  readonly quickUnlock: Omit<QuickUnlockHandlerDeps, 'session'>;
  readonly backups: BackupsDeps['parts'];
  readonly recovery: RecoveryDeps['recovery'];
}

/** Every call of the contract with its handler. */
export function allHandlers(parts: HandlerParts): Handlers {
  const { session, preferences, tell, choose, chosen, credentials, plans, notes, sealed, work, copy } = parts;
  const progress = (event: Progress) => steps((done, total) => tell(event, { done, total }));
  const saver = new FileSaver({
    choose: choose.fieldFile,
    kept: () => vaultFiles(session.chosen),
    progress: progress('fileProgress'),
  });
  const used = new RecentlyUsed(() => sealed('used'));
  return {
    app: appHandlers({ session, preferences, ...parts.app }),
    vault: vaultHandlers(session, choose, chosen, credentials),
    places: placesHandlers({ session, credentials, chosen, plans, notes }),
    secrets: secretsHandlers(session, copy, saver, parts.openAddress, used),
    several: severalHandlers(session),
    versions: versionsHandlers(session),
    generate: generateHandlers(),
    drafts: draftsHandlers(session, () => sealed('draft')),
    files: filesHandlers({ session, opened: parts.opened, drawPage: parts.drawPage, copy, saver }),
    backups: backupsHandlers({ session, parts: parts.backups, choose, copy, saver }, chosen),
    health: healthHandlers({
      ...{ session, work: work.healthChecks, chooseList: choose.breachList },
      progress: progress('healthProgress'),
    }),
    otp: otpHandlers({ session, ...parts.pictures }),
    repair: repairHandlers({
      ...{ session, chosen, notes, work: work.repairs },
      progress: progress('repairProgress'),
    }),
    policies: policiesHandlers(session),
    clients: clientsHandlers(session, parts.programs.requests, parts.programs.guests),
    audit: auditHandlers(session, choose.auditFile),
    devices: devicesHandlers(session),
    people: peopleHandlers(session, { ...choose, copyText: parts.copyText }, chosen),
    transfer: {
      ...transferHandlers(
        {
          ...{ session, importer: parts.importer, imports: work.imports },
          progress: progress('importProgress'),
        },
        chosen,
      ),
      ...exportHandlers({
        ...{ session, exports: work.exports, choose: choose.exportFile },
        progress: progress('exportProgress'),
      }),
    },
    quick: quickHandlers({ preferences, ...parts.quick }),
    securityKeys: securityKeyHandlers({ session, ...parts.securityKeys }),
    quickUnlock: quickUnlockHandlers({ session, ...parts.quickUnlock }),
    recovery: recoveryHandlers({ session, recovery: parts.recovery }, chosen),
  };
}

type Progress = Extract<keyof Events, `${string}Progress`>;
