import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isOpenToOthers } from '../main/keyslots/open-to-others.ts';
import { fail } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { misuse } from './usage.ts';
import { visible } from './visible.ts';

/** The key file that --key-file or HOLDFAST_KEY_FILE names. */
export function keyFileOf({ global, io }: Session): string | undefined {
  return global['key-file'] ?? (io.env['HOLDFAST_KEY_FILE'] || undefined);
}

/**
 * What a slot knows the named key file of `vault` by, for the caller to wipe; `undefined` where
 * none is named.
 */
export async function keyFileFrom(
  call: Session,
  file: string | undefined,
  vault: string | undefined,
): Promise<Uint8Array | undefined> {
  const { io } = call;
  if (file === undefined) return undefined;
  if (file === '-') return misuse((say) => say.keyFileInput);
  if (io.signal.aborted) fail({ code: 'cancelled' });
  const { readKeyFile } = await import('../main/keyslots/key-file.ts');
  await io.shutMemory?.();
  const found = await readKeyFile(file, { signal: io.signal, pipe: true });
  await adviseOn(call, file, vault);
  return found;
}

// Words for a person, as with a passphrase file.
async function adviseOn(call: Session, file: string, vault: string | undefined): Promise<void> {
  const { global, io, unadvised } = call;
  if (!io.stderr.isTTY || global.quiet || unadvised === true) return;
  const text = await texts('common');
  const name = visible(file);
  if (await isOpenToOthers(file)) await io.stderr.write(`${text.keyFileOpen(name)}\n`);
  if (vault !== undefined && (await folderOf(file)) === (await folderOf(vault)))
    await io.stderr.write(`${text.keyFileBeside(name)}\n`);
}

async function folderOf(file: string): Promise<string> {
  return dirname(await realpath(file).catch(() => resolve(file)));
}
