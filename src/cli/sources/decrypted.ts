import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fail, failureOf } from '../../shared/failure.ts';

/** What decrypts a kind of file, and how it is asked to. */
interface Decrypter {
  readonly program: 'gpg' | 'age' | 'sops';
  readonly args: readonly string[];
  /** Written to its standard input; missing: it has ours. */
  readonly input?: string | Uint8Array | undefined;
  /** What it reads from descriptor 3. */
  readonly secret?: string | undefined;
}

/** What a person gave to open a file with. */
export interface Opening {
  readonly password?: string | undefined;
  readonly keyFile?: string | undefined;
}

const most = 1024 ** 3;

/** A file, or what was one. */
export function byGpg(file: string | Uint8Array, { password }: Opening): Decrypter {
  const common = ['--quiet', '--batch', '--yes'];
  const [named, input] = typeof file === 'string' ? [[file], undefined] : [[], file];
  if (password === undefined) return { program: 'gpg', args: [...common, '--decrypt', ...named], input };
  const given = ['--pinentry-mode', 'loopback', '--passphrase-fd', '3'];
  const args = [...common, ...given, '--decrypt', ...named];
  return { program: 'gpg', args, input, secret: `${password}\n` };
}

export function byAge(file: string, { keyFile }: Opening): Decrypter {
  return {
    program: 'age',
    args: ['--decrypt', ...(keyFile === undefined ? [] : ['--identity', keyFile]), file],
  };
}

export function bySops(file: string): Decrypter {
  return { program: 'sops', args: ['--decrypt', file] };
}

/**
 * What another program makes of an encrypted file. Refuses with `import-refused`: `program-missing`,
 * or `not-decrypted` where it ends with anything but 0.
 */
export async function decrypted(
  { program, args, input, secret }: Decrypter,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const refuse = (reason: 'program-missing' | 'not-decrypted') =>
    fail({ code: 'import-refused', reason, program });
  // What it asks, it asks at the terminal; what it complains of is for the person.
  const child = spawn(program, args, {
    stdio: [
      input === undefined ? 'inherit' : 'pipe',
      'pipe',
      'inherit',
      secret === undefined ? 'ignore' : 'pipe',
    ],
    signal,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  child.stdin?.on('error', () => undefined).end(input);
  (child.stdio[3] as Writable | null)?.on('error', () => undefined).end(secret);
  try {
    const [bytes, code] = await Promise.all([collected(child.stdout), ended]);
    return code === 0 ? bytes : refuse('not-decrypted');
  } catch (error) {
    if (signal.aborted) fail({ code: 'cancelled' });
    if (failureOf(error) !== undefined) throw error;
    return refuse((error as { code?: unknown }).code === 'ENOENT' ? 'program-missing' : 'not-decrypted');
  }
}

async function collected(stream: AsyncIterable<Buffer> | null): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream ?? []) {
    size += piece.length;
    if (size > most) fail({ code: 'import-refused', reason: 'too-large' });
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
