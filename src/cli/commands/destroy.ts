import { command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse, versionList } from '../usage.ts';

export const destroy = command({
  name: 'secret destroy',
  args: 'PATH (--versions 1,2 | --all)',
  count: [1, 1],
  options: {
    versions: { value: '1,2' },
    all: {},
  },
  run: async (call) => {
    const path = call.args[0] ?? '';
    const { versions: given, all } = call.options;
    if (all && given !== undefined) misuse((say) => say.exclude('--versions', '--all'));
    if (all) {
      await reachVault(call, ({ secrets }) => secrets.forget(path));
      if (call.global.json) await printJson(call, { path, forgotten: true });
      await say(call, (await texts('secrets')).destroyed);
      return undefined;
    }
    if (given === undefined) return misuse((say) => say.whatToDestroy);
    const versions = versionList(given);
    await reachVault(call, ({ secrets }) => secrets.destroy(path, versions));
    if (call.global.json) await printJson(call, { path, destroyed: versions });
    await say(call, (await texts('secrets')).destroyedVersions(versions));
    return undefined;
  },
});
