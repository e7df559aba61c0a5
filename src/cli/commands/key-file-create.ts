import { createKeyFile } from '../../main/keyslots/key-file.ts';
import { command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';

export const createFile = command({
  name: 'key-file create',
  args: 'FILE',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const [file = ''] = call.args;
    await createKeyFile(file);
    if (call.global.json) await printJson(call, { file });
    await say(call, (await texts('vaults')).keyFileMade(file));
    return undefined;
  },
});
