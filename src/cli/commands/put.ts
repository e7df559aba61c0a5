import { command } from '../command.ts';
import { fieldOptions, fieldsFrom, refuseTwoReaders } from '../fields.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { printVersion, putOptions } from '../written.ts';

export const put = command({
  name: 'secret put',
  args: 'PATH KEY=VALUE...',
  count: [1, Number.POSITIVE_INFINITY],
  about:
    'Stores these fields as a new version, in place of all there were, and prints its number. Fields are hidden ones,\n' +
    'unless --type says otherwise. A value given as KEY=VALUE is seen by whoever lists the processes and by the\n' +
    "shell's history: for what is truly secret use --stdin or --file.",
  options: fieldOptions,
  examples: [
    "printf 's3cret' | holdfast secret put prod/db user=app --stdin password",
    'holdfast secret put prod/tls --file cert=cert.pem --file key=key.pem --tag tls',
    'holdfast secret put x/disk --file image=disk.img        # of any size up to 2 GB, read as a stream',
    'holdfast secret put web/shop user=ann --type user=text --cas 0     # only if there is none yet',
  ],
  run: async (call) => {
    const [path = '', ...pairs] = call.args;
    refuseTwoReaders(call.global['passphrase-file'], call.options.stdin);
    const options = putOptions(call.options);
    const { fields, files } = await fieldsFrom(pairs, call.options, call.io);
    if (fields.length === 0) misuse('Give at least one field: KEY=VALUE, --file KEY=FILE or --stdin KEY.');
    return reachVault(call, async ({ secrets }) =>
      printVersion(call, path, await secrets.put(path, fields, { ...options, ...(files && { files }) })),
    );
  },
});
