import { cipherPath } from '../../../shared/policy.ts';
import { fromBase64url, toBase64url } from '../../crypto/base64url.ts';
import { openStream, sealStream } from '../../crypto/stream.ts';
import { wipe } from '../../crypto/wipe.ts';
import { type CipherHeader, parseCipherHeader } from '../../vault/cipher.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

/** Encrypting what lies outside the vault, under keys that stay in it. */
export const cipherRoutes: Routes<Extract<RoutedName, `cipher.${string}`>> = {
  'cipher.newKey': {
    action: 'cipher.encrypt',
    about: ({ name }) => name,
    commits: true,
    run: async (caller, { name }) => {
      const { header, fileKey } = await fresh(caller, name);
      return { header: toBase64url(header), fileKey: toBase64url(fileKey) };
    },
  },
  'cipher.key': {
    action: 'cipher.decrypt',
    about: ({ header }) => nameIn(fromBase64url(header)),
    commits: true,
    run: async (caller, { header }) => {
      const keys = await keysOf(caller, parseCipherHeader(fromBase64url(header)));
      const [fileKey = '', ...others] = keys.map(toBase64url);
      return { fileKey, ...(others.length > 0 && { others }) };
    },
  },
  'cipher.encrypt': {
    action: 'cipher.encrypt',
    about: ({ name }) => name,
    commits: true,
    run: async (caller, { name, plaintext }) => {
      const { header, fileKey } = await fresh(caller, name);
      const whole = await collect(sealStream(fileKey, once(Buffer.from(plaintext, 'base64'))));
      wipe(fileKey);
      return { ciphertext: Buffer.concat([header, whole]).toString('base64') };
    },
  },
  'cipher.decrypt': {
    action: 'cipher.decrypt',
    about: ({ ciphertext }) => nameIn(Buffer.from(ciphertext.slice(0, 256), 'base64')),
    commits: true,
    run: async (caller, { ciphertext }) => {
      const bytes = Buffer.from(ciphertext, 'base64');
      const header = parseCipherHeader(bytes);
      const fileKeys = await keysOf(caller, header);
      const whole = await collect(openStream(fileKeys, once(bytes.subarray(header.bytes.length))));
      wipe(...fileKeys);
      return { plaintext: whole.toString('base64') };
    },
  },
};

async function fresh(caller: Caller, name: string) {
  await caller.permit({ path: cipherPath(name), permission: 'write' });
  return caller.vault.cipher.newKey(name, caller.spiffeId);
}

async function keysOf(caller: Caller, header: CipherHeader): Promise<Uint8Array[]> {
  await caller.permit({ path: cipherPath(header.name), permission: 'read' });
  return caller.vault.cipher.keys(header, caller.spiffeId);
}

// Only for the audit of what was refused: nothing is believed of it.
function nameIn(start: Uint8Array): string {
  try {
    return parseCipherHeader(start).name;
  } catch {
    return '';
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
