import type { Handlers } from '../../../shared/contract.ts';
import type { RecoveryStatus } from '../../../shared/recovery-schema.ts';
import type { RecoverySession } from '../../app/recovery/recovery-session.ts';
import type { Session } from '../../app/session.ts';
import { type Chosen, ownIf } from '../chosen.ts';

export function recoveryHandlers(
  deps: {
    readonly session: Session;
    readonly desk: () => Promise<RecoverySession>;
  },
  chosen: Chosen,
): Handlers['recovery'] {
  const { session, desk } = deps;
  const written = async (work: Promise<RecoveryStatus>): Promise<RecoveryStatus> => {
    const status = await work;
    session.noteWrite();
    return status;
  };
  return {
    status: async () => (await desk()).status(),
    issue: async ({ paper, passphrase, ...wanted }) =>
      session.withCredentials(passphrase, async (credentials) =>
        written((await desk()).issue({ ...wanted, passphrase: credentials }, paper)),
      ),
    sheet: async ({ sheet }) => (await desk()).fresh.sheet(sheet),
    print: async ({ sheets }) => ({ printed: await (await desk()).fresh.print(sheets) }),
    savePdf: async ({ sheets, each }) => (await desk()).fresh.save(sheets, each),
    ask: async ({ sheet }) => ({ positions: (await desk()).fresh.ask(sheet) }),
    answer: async ({ sheet, words }) => written((await desk()).answer(sheet, words)),
    activate: async ({ keepKeys }) => written((await desk()).activate(keepKeys)),
    abandon: async () => written((await desk()).abandon()),
    revoke: async ({ passphrase, keepKeys }) =>
      session.withCredentials(passphrase, async (credentials) =>
        written((await desk()).revoke(credentials, keepKeys)),
      ),
    setHolders: async ({ names }) => written((await desk()).setHolders(names)),
    setReminder: async ({ months }) => written((await desk()).setReminder(months)),
    decline: async ({ declined }) => written((await desk()).decline(declined)),
    gather: async ({ purpose }) => (await desk()).table.gather(purpose),
    giveText: async ({ text }) => (await desk()).table.giveText(text),
    givePicture: async ({ bytes }) => (await desk()).table.givePicture(bytes),
    giveFrame: async ({ width, height, grey }) => (await desk()).table.giveFrame(width, height, grey),
    giveClipboard: async () => (await desk()).table.giveClipboard(),
    takeBack: async ({ sheet }) => (await desk()).table.takeBack(sheet),
    stopGathering: async () => (await desk()).table.stop(),
    camera: async ({ on }) => (await desk()).table.camera(on),
    restore: async ({ passphrase, to, keepKeys, person }) =>
      (await desk()).restore(passphrase, ownIf(chosen, to), { keepKeys, person }),
    recordRehearsal: async () => written((await desk()).recordRehearsal()),
  };
}
