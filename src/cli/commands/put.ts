import { command } from '../command.ts';
import { fieldOptions, fieldsFrom, refuseTwoReaders } from '../fields.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { printVersion, putOptions } from '../written.ts';

export const put = command({
  name: 'secret put',
  args: 'PATH KEY=VALUE...',
  count: [1, Number.POSITIVE_INFINITY],
  options: fieldOptions,
  run: async (call) => {
    const [path = '', ...pairs] = call.args;
    refuseTwoReaders(call.global['passphrase-file'], call.options.stdin);
    const options = putOptions(call.options);
    const { fields, files } = await fieldsFrom(pairs, call.options, call.io);
    if (fields.length === 0) misuse((say) => say.noFields);
    return reachVault(call, async ({ secrets }) =>
      printVersion(call, path, await secrets.put(path, fields, { ...options, ...(files && { files }) })),
    );
  },
});
