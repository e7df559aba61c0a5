import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, hchacha } from '@noble/ciphers/chacha.js';
import { equal } from './primitives.ts';

/** Bytes of a message beyond its text: the tag of its kind, and what authenticates it. */
const extra = 17;
const block = 64;
/** The tag of the message that ends a stream. */
const final = 3;

/**
 * The only message of a stream as libsodium's crypto_secretstream_xchacha20poly1305 seals it
 * (https://doc.libsodium.org/secret-key_cryptography/secretstream); `undefined` where it does not
 * authenticate, or where it is not the end: others were cut off behind it.
 */
export function openSecretStream(
  key: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (key.length !== 32 || header.length !== 24 || sealed.length < extra) return undefined;
  const subkey = subkeyOf(key, header.subarray(0, 16));
  const nonce = new Uint8Array(12);
  nonce[0] = 1;
  nonce.set(header.subarray(16), 4);
  const text = sealed.subarray(1, -16);
  const first = new Uint8Array(block);
  const macKey = chacha20(subkey, nonce, new Uint8Array(32));
  first[0] = sealed[0] ?? 0;
  const stamped = chacha20(subkey, nonce, first, undefined, 1);
  const tag = stamped[0];
  // The kind of message goes in as it is sealed, the rest of its block as it comes out.
  stamped[0] = sealed[0] ?? 0;
  const mac = poly1305(Buffer.concat([stamped, text, filled(text.length), lengths(text.length)]), macKey);
  if (!equal(mac, sealed.subarray(-16)) || tag !== final) return undefined;
  return chacha20(subkey, nonce, text, undefined, 2);
}

function subkeyOf(key: Uint8Array, input: Uint8Array): Uint8Array {
  const sigma = words(Buffer.from('expand 32-byte k'));
  const out = new Uint32Array(8);
  hchacha(sigma, words(key), words(input), out);
  return new Uint8Array(out.buffer);
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(at * 4, true));
}

// As libsodium fills it up, which is not to a multiple of 16.
function filled(length: number): Uint8Array {
  return new Uint8Array((16 - block + length) & 15);
}

function lengths(length: number): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(block + length), 8);
  return bytes;
}
