import { command } from '../command.ts';
import { reachVault } from '../reach.ts';
import { misuse, wholeNumber } from '../usage.ts';
import { printVersion } from '../written.ts';

export const rollback = command({
  name: 'secret rollback',
  args: 'PATH --version N',
  count: [1, 1],
  about:
    "Stores an earlier version's fields again, as a new version, and prints its number. Nothing is taken away.",
  options: { version: { value: 'N', help: 'the version whose fields come back' } },
  examples: ['holdfast secret rollback prod/db --version 2'],
  run: async (call) => {
    const path = call.args[0] ?? '';
    const given = call.options.version;
    if (given === undefined) return misuse('Name the version: --version N.');
    const version = wholeNumber('version', given, 1, Number.MAX_SAFE_INTEGER);
    return reachVault(call, async ({ secrets }) =>
      printVersion(call, path, await secrets.rollback(path, version)),
    );
  },
});
