import { placeAt } from '../../main/backend/location.ts';
import { normalPath } from '../../shared/path.ts';
import { command } from '../command.ts';
import { openFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { misuse } from '../usage.ts';

export const copy = command({
  name: 'secret copy',
  args: 'PATH... --to PLACE',
  count: [1, Number.POSITIVE_INFINITY],
  options: { to: { value: 'PLACE' }, 'to-passphrase-file': { value: 'F' }, move: {} },
  run: async (call) => {
    const { to, move } = call.options;
    if (to === undefined) return misuse((words) => words.copyTo);
    const paths = [...new Set(call.args.map(normalPath))];
    const given = call.options['to-passphrase-file'] ?? call.global['passphrase-file'];
    const there = { ...call, global: { ...call.global, 'passphrase-file': given } };
    await withVault(call, async (vault) => {
      const other = await openFile(there, placeAt(to));
      try {
        const { copyAcross } = await import('../../main/vault/across.ts');
        await copyAcross(vault, other, paths);
        await (await import('../notes.ts')).remember(call, other);
      } finally {
        await other.lock();
      }
      if (move) await vault.secrets.apply(paths.map((path) => ({ op: 'delete', path })));
    });
    if (call.global.json) await printJson(call, { paths, to, moved: move });
    const text = await texts('secrets');
    await say(call, (move ? text.movedTo : text.copiedTo)(paths.length, to));
    return undefined;
  },
});
