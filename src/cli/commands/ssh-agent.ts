import { once } from 'node:events';
import { join } from 'node:path';
import { serveSshAgent } from '../../main/clients/ssh-agent.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { shellQuoted } from '../../shared/shell.ts';
import { type Call, command, type Session } from '../command.ts';
import { type Confirm, confirmer } from '../confirm.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { printLines, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Reached } from '../reached.ts';
import { keyFields, keyIn, type StoredKey } from '../ssh-keys.ts';
import { misuse } from '../usage.ts';

const options = {
  socket: { value: 'FILE' },
  confirm: {},
} as const;

export const sshAgent = command({
  name: 'ssh-agent',
  args: '[PATH...]',
  count: [0, 64],
  options,
  run: async (call) => {
    const socket = call.options.socket ?? defaultSocket(call);
    const confirm = call.options.confirm === true ? await confirmer(call) : undefined;
    await eachTime(call, (use) => serve(call, socket, use, confirm));
    return undefined;
  },
});

/** Does something with the vault as it is then. */
type Use = <T>(work: (vault: Reached) => Promise<T>) => Promise<T>;

// A vault file stays open: otherwise each use would ask for its passphrase. The app is asked anew
// each time, for it may have been locked or restarted, and its policies decide.
function eachTime(call: Session, work: (use: Use) => Promise<void>): Promise<void> {
  if (!isFileNamed(call)) return work((one) => reachVault(call, one));
  return withVault(call, (vault) =>
    work(async (one) => {
      await vault.refresh();
      return one(vault);
    }),
  );
}

async function serve(
  call: Call<typeof options>,
  socket: string,
  use: Use,
  confirm: Confirm | undefined,
): Promise<void> {
  const places = call.args.length === 0 ? ['ssh'] : call.args;
  const { keys, refused } = await use((vault) => findKeys(vault, places));
  const text = await texts('secrets');
  for (const name of refused) await say(call, text.keyShut(name));
  if (keys.length === 0) fail({ code: 'not-found', what: 'secret', name: places[0] ?? '' });
  const agent = await serveSshAgent(socket, answers(use, keys, confirm));
  try {
    await printLines(call, [`SSH_AUTH_SOCK=${shellQuoted(socket)}; export SSH_AUTH_SOCK;`]);
    await say(call, text.serving(keys.length));
    if (!call.io.signal.aborted) await once(call.io.signal, 'abort');
  } finally {
    await agent.close();
  }
}

async function findKeys({ secrets }: Reached, places: readonly string[]) {
  const keys: StoredKey[] = [];
  const refused: string[] = [];
  const paths = new Set<string>();
  for (const place of places) for (const path of await pathsAt(secrets, place)) paths.add(path);
  for (const path of paths) {
    const secret = await secrets.get(path);
    for (const { field } of keyFields(secret)) {
      const key = await keyIn(secret, field);
      if (key === undefined) refused.push(`${path}#${field}`);
      else keys.push({ path, field, publicKey: key.publicKey });
    }
  }
  return { keys, refused };
}

/** The secrets in the folder of that name, and the one at it. */
async function pathsAt(secrets: Reached['secrets'], place: string): Promise<string[]> {
  const parent = place.slice(0, Math.max(place.lastIndexOf('/'), 0));
  const beside = await secrets.list(parent);
  const own = beside.filter(({ path, current }) => path === place && current > 0);
  const found = [...own, ...(await secrets.list(place))].map(({ path }) => path);
  if (found.length > 0) return found;
  // A client may be allowed to read one secret and to list none.
  const secret = await secrets.get(place).catch((error: unknown) => {
    if (failureOf(error)?.code === 'not-found') return undefined;
    throw error;
  });
  return secret === undefined || secret.version === 0 ? [] : [place];
}

function answers(use: Use, keys: readonly StoredKey[], confirm: Confirm | undefined) {
  return {
    identities: async () =>
      keys.map(({ path, field, publicKey }) => ({ publicKey, comment: `${path}#${field}` })),
    sign: async (publicKey: Buffer, data: Uint8Array, hash: 'sha256' | 'sha512' | undefined) => {
      const stored = keys.find((key) => key.publicKey.equals(publicKey));
      if (stored === undefined) return undefined;
      const { path, field } = stored;
      if (confirm !== undefined && !(await confirm((await texts('secrets')).mayUse(`${path}#${field}`))))
        return undefined;
      // Read anew each time: a key that was changed or deleted meanwhile is not used.
      const key = await keyIn(await use(({ secrets }) => secrets.get(path)), field);
      return key?.publicKey.equals(publicKey) ? key.sign(data, hash) : undefined;
    },
  };
}

function defaultSocket({ io }: Call<typeof options>): string {
  const folder = io.env['XDG_RUNTIME_DIR'];
  if (!folder) return misuse((say) => say.noRuntimeFolder);
  return join(folder, 'holdfast/ssh-agent');
}
