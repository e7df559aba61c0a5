import { command } from '../command.ts';
import { fieldOptions, fieldsFrom, refuseTwoReaders } from '../fields.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { printVersion, putOptions } from '../written.ts';

export const patch = command({
  name: 'secret patch',
  args: 'PATH KEY=VALUE...',
  count: [1, Number.POSITIVE_INFINITY],
  options: {
    ...fieldOptions,
    remove: { value: 'KEY', many: true },
  },
  run: async (call) => {
    const [path = '', ...pairs] = call.args;
    const { remove } = call.options;
    refuseTwoReaders(call.global['passphrase-file'], call.options.stdin);
    const options = putOptions(call.options);
    const { fields: set, files } = await fieldsFrom(pairs, call.options, call.io);
    const both = set.find(({ name }) => remove.includes(name));
    if (both !== undefined) misuse((say) => say.fieldBoth(both.name));
    if (set.length + remove.length === 0 && options.tags === undefined) {
      misuse((say) => say.nothingToChange);
    }
    return reachVault(call, async ({ secrets }) =>
      printVersion(
        call,
        path,
        await secrets.patch(path, { set, remove, ...options, ...(files && { files }) }),
      ),
    );
  },
});
