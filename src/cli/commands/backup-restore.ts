import { absolutePlace, placeAt } from '../../main/backend/location.ts';
import { backupAt, type Latest } from '../../main/backups/latest.ts';
import { type Restored, restoreInPlace, restoreTo } from '../../main/backups/restore.ts';
import { fail } from '../../shared/failure.ts';
import { parsePlace, printPlace } from '../../shared/place.ts';
import { tellLatest } from '../backup-folder.ts';
import { command, type Session } from '../command.ts';
import { openFirst } from '../connect.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const restore = command({
  name: 'backup restore',
  args: 'FILE DEST',
  count: [2, 2],
  options: { replace: {} },
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    const found = await backupAt(parsePlace(from), { notes: notesOf(call), signal: call.io.signal });
    // Asked for only where it was given: restoring works without it.
    const whole = call.global['passphrase-file'] !== undefined || call.global['key-file'] !== undefined;
    const latest = whole ? await proveFirst(call, found) : found;
    await tellLatest(call, latest);
    const backup = latest.place;
    const common = await texts('common');
    const progress = progressOn(call, common.objects, common);
    const shared = { now: Date.now, progress: progress.show, signal: call.io.signal, notes: notesOf(call) };
    const target = placeAt(to);
    const work =
      call.options.replace === true
        ? restoreInPlace(backup, target, shared)
        : restoreTo(backup, target, shared);
    const report: Restored = await work.finally(progress.clear);
    const proven = whole ? 'everything' : report.proven;
    const { revision, copied, bytes, kept } = report;
    const text = await texts('backups');
    if (call.global.json)
      await printJson(call, {
        file: to,
        from: printPlace(backup),
        revision,
        copied,
        bytes,
        proven,
        ...(kept && { kept: printPlace(kept) }),
      });
    else {
      const { authenticated: _a, ...labels } = text.created;
      await printFacts(call, labels, [
        ['file', to],
        ['from', printPlace(backup)],
        ['revision', revision],
        ['copied', text.copied(copied, bytes)],
        ['proven', text.proven(proven)],
      ]);
    }
    if (kept !== undefined) await say(call, text.kept(printPlace(kept)));
    return undefined;
  },
});

async function proveFirst(call: Session, { place, passed, unknown = [] }: Latest): Promise<Latest> {
  const all = [place, ...unknown];
  const { vault, at } = await openFirst(
    call,
    all.map((one) => ({ ...absolutePlace(one), readOnly: true })),
  );
  const common = await texts('common');
  const progress = progressOn(call, common.objectsChecked, common);
  try {
    const { signal } = call.io;
    const { damaged } = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
    if (damaged[0] !== undefined) fail({ code: 'damaged', part: 'object', object: damaged[0].object });
  } finally {
    await vault.lock();
  }
  return { place: all[at] ?? place, passed: [...passed, ...all.slice(0, at)] };
}
