import { once } from 'node:events';
import { join } from 'node:path';
import { serveSshAgent } from '../../main/clients/ssh-agent.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { type Confirm, confirmer } from '../confirm.ts';
import { withVault } from '../connect.ts';
import { printLines, say } from '../print.ts';
import { keyFields, keyIn, type StoredKey } from '../ssh-keys.ts';
import { misuse } from '../usage.ts';

const options = {
  socket: { value: 'FILE', help: 'where to listen; otherwise holdfast/ssh-agent in the runtime folder' },
  confirm: { help: 'ask before each use of a key: with SSH_ASKPASS, or at the terminal' },
} as const;

export const sshAgent = command({
  name: 'ssh-agent',
  args: '[PATH...]',
  count: [0, 64],
  about:
    'Serves the SSH keys of secrets to ssh, git and the like, until it is interrupted; nothing is written to disk. Every\n' +
    'field that holds a private key counts, in the secrets at PATH or in the folder of that name (ssh, unless another is\n' +
    'named); a field called passphrase opens it. Prints the line that tells a shell of it.',
  options,
  examples: [
    'holdfast --vault my.holdfast ssh-agent --socket ~/.ssh/holdfast.sock     # IdentityAgent in ~/.ssh/config',
    'holdfast --vault my.holdfast ssh-agent work/ssh home/laptop --confirm    # two places, asked before each use',
  ],
  run: async (call) => {
    const socket = call.options.socket ?? defaultSocket(call);
    const confirm = call.options.confirm === true ? await confirmer(call) : undefined;
    return withVault(call, async (vault) => {
      const { keys, refused } = await findKeys(vault, call.args.length === 0 ? ['ssh'] : call.args);
      for (const name of refused)
        await say(call, `${name} does not open: is its passphrase in a field of that name?`);
      if (keys.length === 0) fail({ code: 'not-found', what: 'secret', name: call.args[0] ?? 'ssh' });
      const agent = await serveSshAgent(socket, answers(vault, keys, confirm));
      try {
        await printLines(call, [`SSH_AUTH_SOCK='${socket}'; export SSH_AUTH_SOCK;`]);
        await say(call, `Serving ${keys.length} ${keys.length === 1 ? 'key' : 'keys'}. Ctrl+C ends it.`);
        if (!call.io.signal.aborted) await once(call.io.signal, 'abort');
      } finally {
        await agent.close();
      }
      return undefined;
    });
  },
});

async function findKeys(vault: Vault, places: readonly string[]) {
  const keys: StoredKey[] = [];
  const refused: string[] = [];
  const paths = new Set<string>();
  for (const place of places) {
    for (const { path } of await vault.secrets.list(place)) paths.add(path);
    const [own] = await Promise.allSettled([vault.secrets.info(place)]);
    if (own.status === 'fulfilled' && own.value.current > 0) paths.add(own.value.path);
  }
  for (const path of paths) {
    const secret = await vault.secrets.get(path);
    for (const { field } of keyFields(secret)) {
      const key = await keyIn(secret, field);
      if (key === undefined) refused.push(`${path}#${field}`);
      else keys.push({ path, field, publicKey: key.publicKey });
    }
  }
  return { keys, refused };
}

function answers(vault: Vault, keys: readonly StoredKey[], confirm: Confirm | undefined) {
  return {
    identities: async () =>
      keys.map(({ path, field, publicKey }) => ({ publicKey, comment: `${path}#${field}` })),
    sign: async (publicKey: Buffer, data: Uint8Array, hash: 'sha256' | 'sha512' | undefined) => {
      const stored = keys.find((key) => key.publicKey.equals(publicKey));
      if (stored === undefined) return undefined;
      const { path, field } = stored;
      if (confirm !== undefined && !(await confirm(`Let a program use the SSH key ${path}#${field}?`)))
        return undefined;
      // Read anew each time: a key that was changed or deleted meanwhile is not used.
      await vault.refresh();
      const key = await keyIn(await vault.secrets.get(path), field);
      return key?.publicKey.equals(publicKey) ? key.sign(data, hash) : undefined;
    },
  };
}

function defaultSocket({ io }: Call<typeof options>): string {
  const folder = io.env['XDG_RUNTIME_DIR'];
  if (!folder)
    return misuse('There is no runtime folder (XDG_RUNTIME_DIR): say where to listen with --socket FILE.');
  return join(folder, 'holdfast/ssh-agent');
}
