import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { sealAnew } from '../new-keys.ts';
import { printJson, say } from '../print.ts';

export const rotate = command({
  name: 'rotate',
  args: '',
  count: [0, 0],
  about:
    'A new data key, which seals what is written from now on. What lies there stays as it is, and who opens an older copy\n' +
    'opens all of it: "rekey" shuts that out. Holdfast does this by itself before a key has sealed 2^30 objects. Goes on\n' +
    'with a "rekey" that was cut short. Always with --vault.',
  options: {},
  examples: ['holdfast --vault my.holdfast rotate'],
  run: async (call) => {
    vaultFile(call, 'rotate');
    return withVault(call, async (vault) => {
      const key = await vault.rotate();
      await sealAnew(call, vault);
      if (call.global.json) await printJson(call, { key });
      await say(call, `Data key ${key} seals what is written from now on.`);
      return undefined;
    });
  },
});
