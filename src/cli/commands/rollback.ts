import { command } from '../command.ts';
import { reachVault } from '../reach.ts';
import { misuse, wholeNumber } from '../usage.ts';
import { printVersion } from '../written.ts';

export const rollback = command({
  name: 'secret rollback',
  args: 'PATH --version N [--field KEY]',
  count: [1, 1],
  options: { version: { value: 'N' }, field: { value: 'KEY' } },
  run: async (call) => {
    const path = call.args[0] ?? '';
    const given = call.options.version;
    if (given === undefined) return misuse((say) => say.whichVersion);
    const version = wholeNumber('version', given, 1, Number.MAX_SAFE_INTEGER);
    return reachVault(call, async ({ secrets }) =>
      printVersion(call, path, await secrets.rollback(path, version, call.options.field)),
    );
  },
});
