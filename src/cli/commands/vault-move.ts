import { isServiceAt, placeAt } from '../../main/backend/location.ts';
import { moveVault } from '../../main/backups/move.ts';
import { printPlace } from '../../shared/place.ts';
import { command } from '../command.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const moveVaultTo = command({
  name: 'move',
  args: 'PLACE PLACE',
  count: [2, 2],
  options: {},
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    const common = await texts('common');
    const progress = progressOn(call, common.objects, common);
    const shared = { now: Date.now, notes: notesOf(call), progress: progress.show, signal: call.io.signal };
    const { place, revision, kept } = await moveVault(placeAt(from), placeAt(to), shared).finally(
      progress.clear,
    );
    const [there, old] = [printPlace(place), printPlace(kept)];
    if (call.global.json) await printJson(call, { from, to: there, revision, kept: old });
    const { moved } = await texts('vaults');
    await say(call, moved.done(there));
    await say(call, isServiceAt(kept) ? moved.stays(old) : moved.kept(old));
    return undefined;
  },
});
