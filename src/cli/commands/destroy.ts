import { command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse, versionList } from '../usage.ts';

export const destroy = command({
  name: 'secret destroy',
  args: 'PATH (--versions 1,2 | --all)',
  count: [1, 1],
  about:
    'Destroys versions of a secret: their values are gone from the vault file, and nothing brings them back. With --all\n' +
    'the secret is forgotten with its tags and notes, and its numbers begin at 1 again.',
  options: {
    versions: { value: '1,2', help: 'the versions to destroy' },
    all: { help: 'every version, and all that is known of the secret' },
  },
  examples: [
    'holdfast secret destroy prod/db --versions 1',
    'holdfast secret destroy prod/db --versions 1,2,3',
    'holdfast secret destroy prod/db --all',
  ],
  run: async (call) => {
    const path = call.args[0] ?? '';
    const { versions: given, all } = call.options;
    if (all && given !== undefined) misuse('--versions and --all exclude each other.');
    if (all) {
      await reachVault(call, ({ secrets }) => secrets.forget(path));
      if (call.global.json) await printJson(call, { path, forgotten: true });
      await say(call, 'Destroyed, with all its versions.');
      return undefined;
    }
    if (given === undefined) return misuse('Name what to destroy: --versions 1,2, or --all.');
    const versions = versionList(given);
    await reachVault(call, ({ secrets }) => secrets.destroy(path, versions));
    if (call.global.json) await printJson(call, { path, destroyed: versions });
    await say(call, `Destroyed ${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}.`);
    return undefined;
  },
});
