import { command } from '../command.ts';
import { fieldOptions, fieldsFrom, refuseTwoReaders } from '../fields.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { printVersion, putOptions } from '../written.ts';
import { templateCalled } from './templates.ts';

export const put = command({
  name: 'secret put',
  args: 'PATH KEY=VALUE...',
  count: [1, Number.POSITIVE_INFINITY],
  options: { ...fieldOptions, template: { value: 'NAME' } },
  run: async (call) => {
    const [path = '', ...pairs] = call.args;
    refuseTwoReaders(call.global['passphrase-file'], call.options.stdin);
    const options = putOptions(call.options);
    const template = call.options.template === undefined ? undefined : templateCalled(call.options.template);
    const { fields, files } = await fieldsFrom(pairs, { ...call.options, template }, call.io);
    if (fields.length === 0) misuse((say) => say.noFields);
    return reachVault(call, async ({ secrets }) =>
      printVersion(call, path, await secrets.put(path, fields, { ...options, ...(files && { files }) })),
    );
  },
});
