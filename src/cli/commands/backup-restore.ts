import { absolutePlace, placeAt } from '../../main/backend/location.ts';
import { backupAt, type Latest } from '../../main/backups/latest.ts';
import { type Restored, restoreInPlace, restoreTo } from '../../main/backups/restore.ts';
import { fail } from '../../shared/failure.ts';
import { parsePlace, printPlace } from '../../shared/place.ts';
import { tellLatest } from '../backup-folder.ts';
import { command, type Session } from '../command.ts';
import { openFirst } from '../connect.ts';
import { notesOf } from '../notes.ts';
import { printJson, printLines, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const restore = command({
  name: 'backup restore',
  args: 'FILE DEST',
  count: [2, 2],
  about:
    'Copies a backup to a new vault file and compares it, byte for byte; with --passphrase-file every object is also\n' +
    'authenticated first, or with --key-file, which asks for the passphrase. FILE may be a folder of backups, or FOLDER/LATEST:\n' +
    'then its newest that this machine made or proved; where there is none, the newest that the passphrase opens, or without it\n' +
    'the one that says it is newest. Where DEST exists nothing is done (exit 8), unless --replace: then the vault that is there\n' +
    'is kept aside under a dated name.',
  options: { replace: { help: 'put it in the place of DEST, which is kept aside' } },
  examples: [
    'holdfast backup restore backups/LATEST new.holdfast',
    'holdfast backup restore backups/my-2026-05-03-140533-r12.holdfast my.holdfast --replace',
  ],
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    const found = await backupAt(parsePlace(from), { notes: notesOf(call), signal: call.io.signal });
    // Asked for only where it was given: restoring works without it.
    const whole = call.global['passphrase-file'] !== undefined || call.global['key-file'] !== undefined;
    const latest = whole ? await proveFirst(call, found) : found;
    await tellLatest(call, latest);
    const backup = latest.place;
    const progress = progressOn(call, 'objects');
    const common = { now: Date.now, progress: progress.show, signal: call.io.signal, notes: notesOf(call) };
    const target = placeAt(to);
    const work =
      call.options.replace === true
        ? restoreInPlace(backup, target, common)
        : restoreTo(backup, target, common);
    const report: Restored = await work.finally(progress.clear);
    const proven = whole ? 'everything' : report.proven;
    const { revision, copied, bytes, kept } = report;
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
    else
      await printLines(call, [
        `file:      ${to}`,
        `from:      ${printPlace(backup)}`,
        `revision:  ${revision}`,
        `copied:    ${copied} objects, ${bytes} bytes`,
        `proven:    ${proven}`,
      ]);
    if (kept !== undefined) await say(call, `What was there is kept as ${printPlace(kept)}.`);
    return undefined;
  },
});

async function proveFirst(call: Session, { place, passed, unknown = [] }: Latest): Promise<Latest> {
  const all = [place, ...unknown];
  const { vault, at } = await openFirst(
    call,
    all.map((one) => ({ ...absolutePlace(one), readOnly: true })),
  );
  const progress = progressOn(call, 'objects authenticated');
  try {
    const { signal } = call.io;
    const { damaged } = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
    if (damaged[0] !== undefined) fail({ code: 'damaged', part: 'object', object: damaged[0].object });
  } finally {
    await vault.lock();
  }
  return { place: all[at] ?? place, passed: [...passed, ...all.slice(0, at)] };
}
