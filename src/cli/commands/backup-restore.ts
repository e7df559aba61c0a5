import { resolve } from 'node:path';
import { backupAt, type Restored, restoreInPlace, restoreTo } from '../../main/transfer/restore.ts';
import { fail } from '../../shared/failure.ts';
import { command, type Session } from '../command.ts';
import { openFile } from '../connect.ts';
import { notesOf } from '../notes.ts';
import { printJson, printLines, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const restore = command({
  name: 'backup restore',
  args: 'FILE DEST',
  count: [2, 2],
  about:
    'Copies a backup to a new vault file and compares it, byte for byte; with --passphrase-file every object is also\n' +
    'authenticated first, or with --key-file, which asks for the passphrase. FILE may be a folder of backups, or FOLDER/LATEST: then its newest. Where DEST exists nothing is\n' +
    'done (exit 8), unless --replace: then the vault that is there is kept aside under a dated name.',
  options: { replace: { help: 'put it in the place of DEST, which is kept aside' } },
  examples: [
    'holdfast backup restore backups/LATEST new.holdfast',
    'holdfast backup restore backups/my-2026-05-03-140533-r12.holdfast my.holdfast --replace',
  ],
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    const backup = await backupAt(from);
    const progress = progressOn(call, 'objects');
    const common = { now: Date.now, progress: progress.show, signal: call.io.signal, notes: notesOf(call) };
    // Asked for only where it was given: restoring works without it.
    const whole = call.global['passphrase-file'] !== undefined || call.global['key-file'] !== undefined;
    if (whole) await proveFirst(call, backup);
    const target = resolve(to);
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
        from: backup,
        revision,
        copied,
        bytes,
        proven,
        ...(kept && { kept }),
      });
    else
      await printLines(call, [
        `file:      ${to}`,
        `from:      ${backup}`,
        `revision:  ${revision}`,
        `copied:    ${copied} objects, ${bytes} bytes`,
        `proven:    ${proven}`,
      ]);
    if (kept !== undefined) await say(call, `What was there is kept as ${kept}.`);
    return undefined;
  },
});

async function proveFirst(call: Session, backup: string): Promise<void> {
  const vault = await openFile(call, { type: 'sqlite', location: resolve(backup), readOnly: true });
  const progress = progressOn(call, 'objects authenticated');
  try {
    const { signal } = call.io;
    const { damaged } = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
    if (damaged[0] !== undefined) fail({ code: 'damaged', part: 'object', object: damaged[0].object });
  } finally {
    await vault.lock();
  }
}
