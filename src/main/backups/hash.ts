import fs from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../shared/failure.ts';
import { sha256Stream } from '../crypto/primitives.ts';

const chunk = 1024 * 1024;

/** SHA-256 of a file, hex. */
export async function hashOf(file: string, signal?: AbortSignal): Promise<string> {
  const hash = sha256Stream();
  const from = await fs.open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunk);
    for (;;) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      const { bytesRead } = await from.read(buffer, 0, chunk);
      if (bytesRead === 0) return hex(hash.digest());
      hash.update(buffer.subarray(0, bytesRead));
      await breathe();
    }
  } finally {
    await from.close();
  }
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
