import { createKeyFile } from '../../main/keyslots/key-file.ts';
import { command } from '../command.ts';
import { printJson, say } from '../print.ts';

export const createFile = command({
  name: 'key-file create',
  args: 'FILE',
  count: [1, 1],
  about:
    'Makes a file of random bytes, for your eyes only (mode 0600), to be a key file: a vault made with --key-file FILE opens\n' +
    'with its passphrase and that file together. What is there already is left as it is (exit 8). Any other file of up to\n' +
    '64 MiB may be a key file, too, as long as not one byte of it ever changes. Keep it, and a copy, apart from the vault.',
  options: {},
  examples: [
    'holdfast key-file create /media/stick/my.key',
    'holdfast key-file create my.key && holdfast init my.holdfast --key-file my.key',
  ],
  run: async (call) => {
    const [file = ''] = call.args;
    await createKeyFile(file);
    if (call.global.json) await printJson(call, { file });
    await say(call, `Created ${file}. Keep a copy of it, apart from the vault and from its backups.`);
    return undefined;
  },
});
