import { absolutePlace } from '../../main/backend/location.ts';
import { backupAt } from '../../main/backups/latest.ts';
import { checkStructure } from '../../main/backups/locked.ts';
import { type Place, parsePlace, printPlace } from '../../shared/place.ts';
import { tellLatest } from '../backup-folder.ts';
import { command, type Session } from '../command.ts';
import { openFile } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { complain, printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { printVerified } from '../verified.ts';

export const verify = command({
  name: 'backup verify',
  args: 'FILE',
  count: [1, 1],
  options: { locked: {} },
  run: async (call) => {
    const [named = ''] = call.args;
    const found = await backupAt(parsePlace(named), {
      notes: notesOf(call),
      changed: true,
      signal: call.io.signal,
    });
    await tellLatest(call, found);
    const { place } = found;
    const file = printPlace(place);
    if (call.options.locked === true) return checkLocked(call, place);
    const vault = await openFile(call, { ...absolutePlace(place), readOnly: true });
    try {
      const common = await texts('common');
      const progress = progressOn(call, common.objects, common);
      const { signal } = call.io;
      const report = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
      return await printVerified(call, report, { file });
    } finally {
      await vault.lock();
    }
  },
});

async function checkLocked(call: Session, place: Place): Promise<number> {
  const common = await texts('common');
  const progress = progressOn(call, common.objects, common);
  const { signal } = call.io;
  const file = printPlace(place);
  const found = await checkStructure(place, { progress: progress.show, signal }).finally(progress.clear);
  const ok = found.sound && found.damaged.length === 0;
  if (call.global.json) await printJson(call, { ok, file, proven: 'structure', ...found });
  else {
    const text = await texts('vaults');
    const { secrets: _s, versions: _v, unreferenced: _u, ...labels } = text.verified;
    await printFacts(call, labels, [
      ['file', file],
      ['revision', found.revision],
      ['objects', found.objects],
      ['bytes', found.bytes],
      ['damaged', found.damaged.length + (found.sound ? 0 : 1)],
    ]);
    if (!found.sound) await complain(call, text.damagedStructure);
    for (const id of found.damaged) await complain(call, text.damagedObject(id));
    await say(call, text.checkedStructure);
  }
  return ok ? exit.done : exit.damaged;
}
