import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const program = fileURLToPath(new URL('../python/holdfast-rescue.py', import.meta.url));

/** A Python that has the package `cryptography`: that of the PATH, or the system's. */
export const python = ['python3', '/usr/bin/python3'].find(
  (one) => spawnSync(one, ['-c', 'import cryptography']).status === 0,
);

export interface Ended {
  readonly code: number;
  readonly out: Buffer;
  readonly err: string;
}

/** Runs the reader in Python to its end. */
export async function rescue(...args: string[]): Promise<Ended> {
  return inPython(program, ...args);
}

/** Runs Python with these arguments. */
export async function inPython(...args: string[]): Promise<Ended> {
  if (python === undefined) throw new Error('no Python with the package cryptography: npm run system');
  const options = { encoding: 'buffer', maxBuffer: 512 * 1024 * 1024 } as const;
  try {
    const { stdout, stderr } = await promisify(execFile)(python, args, options);
    return { code: 0, out: stdout, err: stderr.toString('utf8') };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: Buffer; stderr: Buffer };
    return { code, out: stdout, err: stderr.toString('utf8') };
  }
}
