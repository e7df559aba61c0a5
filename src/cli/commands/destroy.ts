import { command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse, versionList } from '../usage.ts';

export const destroy = command({
  name: 'secret destroy',
  args: 'PATH --versions 1,2',
  count: [1, 1],
  about:
    'Destroys versions of a secret: their values are gone from the vault file, and nothing brings them back.',
  options: { versions: { value: '1,2', help: 'the versions to destroy; they must be named' } },
  examples: [
    'holdfast secret destroy prod/db --versions 1',
    'holdfast secret destroy prod/db --versions 1,2,3',
  ],
  run: async (call) => {
    const path = call.args[0] ?? '';
    const given = call.options.versions;
    if (given === undefined) return misuse('Name what to destroy: --versions 1,2.');
    const versions = versionList(given);
    await reachVault(call, ({ secrets }) => secrets.destroy(path, versions));
    if (call.global.json) await printJson(call, { path, destroyed: versions });
    await say(call, `Destroyed ${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}.`);
    return undefined;
  },
});
