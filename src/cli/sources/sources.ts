import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ageKind } from '../../main/import/age.ts';
import { openContent, wholeOf } from '../../main/import/content.ts';
import { type Format, importLimits } from '../../main/import/entry.ts';
import { filesIn } from '../../main/import/folder.ts';
import { isServerAddress, serverAddress } from '../../main/import/server/address.ts';
import { fetchMount, type MountOptions } from '../../main/import/server/secrets.ts';
import { accessIn } from '../../main/import/server/server.ts';
import { pathsIn, unzip } from '../../main/import/zip.ts';
import { failureOf } from '../../shared/failure.ts';
import { readAll, readInput } from '../input.ts';
import type { Io } from '../io.ts';
import { misuse } from '../usage.ts';
import { byAge, byGpg, bySops, decrypted, type Opening } from './decrypted.ts';
import { passStore, storeKind } from './pass-store.ts';
import { vaultToken } from './vault-token.ts';

/** What is to be imported; `bytes` where it cannot be read a second time, or was decrypted. */
export interface Input {
  readonly file: string;
  readonly bytes?: Uint8Array;
  /** Files that are one thing with it. */
  readonly beside?: readonly string[];
  /** What it is, where that is known without a look at it. */
  readonly format?: Format;
  /** It was found in a folder: nobody named it. */
  readonly isFound?: true;
}

export interface SourceOptions extends Pick<MountOptions, 'history' | 'progress'> {
  /** What was given to open a file, a folder's store or a server with. */
  readonly opening: (file: string) => Promise<Opening>;
  /** Hears of a folder's files which one is looked at. */
  readonly looking?: ((file: string) => void) | undefined;
}

/**
 * What an argument names: a file, standard input, a pipe, a password store, a folder of files, or
 * secrets of a Vault server.
 */
export async function inputsOf(arg: string, options: SourceOptions, io: Io): Promise<readonly Input[]> {
  if (isServerAddress(arg)) return [await mountAt(arg, options, io)];
  if (arg === '-') return [{ file: 'stdin', bytes: await readAll(io, importLimits.file) }];
  const found = await stat(arg).catch(() => undefined);
  if (found?.isFIFO())
    return [{ file: arg, bytes: await readInput(arg, { for: 'import' }, io.signal, importLimits.file) }];
  if (found?.isDirectory()) return folderInputs(arg, options, io.signal);
  return [await openedFile({ file: arg }, options, io.signal)];
}

async function mountAt(arg: string, { opening, ...options }: SourceOptions, io: Io): Promise<Input> {
  const server = addressIn(arg);
  const { password } = await opening(arg);
  const access = { ...accessIn(io.env), token: await vaultToken(password, io) };
  const bytes = await fetchMount(server, access, { ...options, signal: io.signal });
  return { file: server.name, bytes, format: 'vault-mount' };
}

function addressIn(arg: string): ReturnType<typeof serverAddress> {
  try {
    return serverAddress(arg);
  } catch (error) {
    if (failureOf(error)?.code !== 'bad-input') throw error;
    return misuse((say) => say.vaultAddress);
  }
}

async function folderInputs(
  folder: string,
  options: SourceOptions,
  signal: AbortSignal,
): Promise<readonly Input[]> {
  const kind = await storeKind(folder);
  if (kind !== undefined) {
    const { progress } = options;
    const bytes = await passStore(folder, kind, { ...(await options.opening(folder)), progress }, signal);
    return [{ file: basename(folder), bytes }];
  }
  const inputs: Input[] = [];
  for (const found of await filesIn(folder)) {
    options.looking?.(found.file);
    inputs.push(await openedFile({ ...found, isFound: true }, options, signal));
  }
  return inputs;
}

/** A file that another program encrypted is decrypted by it, where it is there. */
async function openedFile(input: Input, { opening }: SourceOptions, signal: AbortSignal): Promise<Input> {
  const head = await headOf(input.file);
  const { file } = input;
  const how = isPgp(head, file)
    ? byGpg(file, await opening(file))
    : // The keys of a plugin only age itself has.
      ageKind(Buffer.from(head, 'latin1')) === 'other'
      ? byAge(file, await opening(file))
      : /"sops"\s*:\s*\{|^sops:\s*$|^sops_mac=/m.test(head) && /ENC\[AES256_GCM,/.test(head)
        ? bySops(file)
        : undefined;
  if (how !== undefined)
    return { ...input, file: file.replace(/\.(gpg|asc|pgp|age)$/i, ''), bytes: await decrypted(how, signal) };
  return head.startsWith('PK\x03\x04') ? zippedMessage(input, opening, signal) : input;
}

/**
 * A message of PGP. One that is not armored begins with a packet of a key's or a passphrase's
 * (RFC 9580, 5), as other files may: its name must say the same.
 */
function isPgp(head: string, file: string): boolean {
  if (/^-----BEGIN PGP MESSAGE-----/.test(head)) return true;
  return /[.](gpg|pgp)$/i.test(file) && /^[\x84\x85\x8c\x8d\xc1\xc3]/.test(head);
}

/** Proton Pass packs a message of PGP into a ZIP. */
async function zippedMessage(
  input: Input,
  opening: SourceOptions['opening'],
  signal: AbortSignal,
): Promise<Input> {
  const content = await openContent(input.file);
  try {
    const isMessage = (path: string) => /(^|\/)data\.pgp$/.test(path);
    if (!(await pathsIn(content)).some(isMessage)) return input;
    const [message = new Uint8Array()] = unzip(await wholeOf(content), isMessage).values();
    return { ...input, bytes: await decrypted(byGpg(message, await opening(input.file)), signal) };
  } finally {
    await content.close();
  }
}

/** The first letters of a file, most whole: SOPS writes at the end that it is. '' where it cannot be read, which is told later. */
async function headOf(file: string): Promise<string> {
  const content = await openContent(file).catch(() => undefined);
  if (content === undefined) return '';
  try {
    return content.size === 0 ? '' : Buffer.from(await content.read(0)).toString('latin1');
  } finally {
    await content.close();
  }
}
