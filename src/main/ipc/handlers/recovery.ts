import type { Handlers } from '../../../shared/contract.ts';
import type { RecoverySession } from '../../app/recovery/recovery-session.ts';
import type { Session } from '../../app/session.ts';
import { type Chosen, ownIf } from '../chosen.ts';
import { writtenIn } from '../written.ts';

export interface RecoveryDeps {
  readonly session: Session;
  readonly recovery: () => Promise<RecoverySession>;
}

export function recoveryHandlers(deps: RecoveryDeps, chosen: Chosen): Handlers['recovery'] {
  const { session, recovery } = deps;
  const written = writtenIn(session);
  return {
    status: async () => (await recovery()).status(),
    issue: async ({ paper, passphrase, ...wanted }) =>
      session.withCredentials(passphrase, async (credentials) =>
        written((await recovery()).issue({ ...wanted, passphrase: credentials }, paper)),
      ),
    sheet: async ({ sheet }) => (await recovery()).fresh.sheet(sheet),
    print: async ({ sheets }) => ({ printed: await (await recovery()).fresh.print(sheets) }),
    savePdf: async ({ sheets, each }) => (await recovery()).fresh.save(sheets, each),
    saveRescue: async () => (await recovery()).saveRescue(),
    ask: async ({ sheet }) => ({ positions: (await recovery()).fresh.ask(sheet) }),
    answer: async ({ sheet, words }) => written((await recovery()).answer(sheet, words)),
    activate: async ({ keepKeys }) => written((await recovery()).activate(keepKeys)),
    abandon: async () => written((await recovery()).abandon()),
    revoke: async ({ passphrase, keepKeys }) =>
      session.withCredentials(passphrase, async (credentials) =>
        written((await recovery()).revoke(credentials, keepKeys)),
      ),
    setHolders: async ({ names }) => written((await recovery()).setHolders(names)),
    confirmHolder: async ({ sheet }) => written((await recovery()).confirmHolder(sheet)),
    letter: async (wanted) => {
      const done = await (await recovery()).letter(wanted);
      session.noteWrite();
      return done;
    },
    setBeside: async ({ beside }) => written((await recovery()).setBeside(beside)),
    setReminder: async ({ months }) => written((await recovery()).setReminder(months)),
    decline: async ({ declined }) => written((await recovery()).decline(declined)),
    gather: async ({ purpose }) => (await recovery()).table.gather(purpose),
    giveText: async ({ text }) => (await recovery()).table.giveText(text),
    givePicture: async ({ bytes }) => (await recovery()).table.givePicture(bytes),
    giveFrame: async ({ width, height, grey }) => (await recovery()).table.giveFrame(width, height, grey),
    giveClipboard: async () => (await recovery()).table.giveClipboard(),
    takeBack: async ({ sheet }) => (await recovery()).table.takeBack(sheet),
    stopGathering: async () => (await recovery()).table.stop(),
    camera: async ({ on }) => (await recovery()).table.camera(on),
    restore: async ({ passphrase, to, keepKeys, person }) =>
      (await recovery()).restore(passphrase, ownIf(chosen, to), { keepKeys, person }),
    recordRehearsal: async () => written((await recovery()).recordRehearsal()),
    drill: async ({ passphrase }) => {
      const { drill } = await recovery();
      const report =
        passphrase === undefined
          ? await (await recovery()).drillBySheets()
          : await session.withCredentials(passphrase, (credentials) => drill.byPassphrase(credentials));
      session.noteWrite();
      return report;
    },
    cancelDrill: async () => (await recovery()).drill.cancel(),
  };
}
