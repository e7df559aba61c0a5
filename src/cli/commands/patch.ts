import { command } from '../command.ts';
import { fieldOptions, fieldsFrom, refuseTwoReaders } from '../fields.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { printVersion, putOptions } from '../written.ts';

export const patch = command({
  name: 'secret patch',
  args: 'PATH KEY=VALUE...',
  count: [1, Number.POSITIVE_INFINITY],
  about:
    'Changes, adds or removes some fields of the current version, keeps the others, and prints the number of the new\n' +
    'version. Exit 6 when somebody else stored one meanwhile. See "holdfast secret put --help" on values in arguments.',
  options: {
    ...fieldOptions,
    remove: { value: 'KEY', many: true, help: 'a field to leave out from now on' },
  },
  examples: [
    'holdfast generate | holdfast secret patch prod/db --stdin password',
    'holdfast secret patch prod/db port=5433 --remove host --cas 3',
  ],
  run: async (call) => {
    const [path = '', ...pairs] = call.args;
    const { remove } = call.options;
    refuseTwoReaders(call.global['passphrase-file'], call.options.stdin);
    const options = putOptions(call.options);
    const { fields: set, files } = await fieldsFrom(pairs, call.options, call.io);
    const both = set.find(({ name }) => remove.includes(name));
    if (both !== undefined) misuse(`The field "${both.name}" is both given and removed.`);
    if (set.length + remove.length === 0 && options.tags === undefined) {
      misuse('Give something to change: KEY=VALUE, --file KEY=FILE, --stdin KEY, --remove KEY or --tag T.');
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
