import { type Key, privateKeyOf } from './primitives.ts';

/**
 * A PEM key in a form that ssh2 reads, open: PKCS#8 with and without passphrase, and PEM with other
 * blocks or words around it, as ssh-keygen reads them through OpenSSL. `undefined` when it is no
 * key, or its passphrase is another.
 */
export function plainPem(text: string, passphrase?: string): string | undefined {
  const key = privateKeyOf(text, passphrase);
  return key && pemOfKey(key);
}

/** The same of an open key; `undefined`: of a kind that ssh2 does not read. */
export function pemOfKey(key: Key): string | undefined {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    case 'ec':
      return key.export({ type: 'sec1', format: 'pem' }).toString();
    case 'ed25519':
      return openSshKey(key);
    default:
      return undefined;
  }
}

/**
 * OpenSSH's own container without a passphrase (PROTOCOL.key): the only one in which ssh2 reads
 * Ed25519.
 */
function openSshKey(key: Key): string {
  const { d = '', x = '' } = key.export({ format: 'jwk' });
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const publicKey = [lengthAnd('ssh-ed25519'), lengthAnd(point)];
  // Two numbers that are the same, the key, no comment, then 1, 2, 3 … up to a multiple of eight.
  const inner = [Buffer.alloc(8), ...publicKey, lengthAnd(Buffer.concat([seed, point])), lengthAnd('')];
  const size = Buffer.concat(inner).length;
  const padding = Buffer.from(Array.from({ length: (8 - (size % 8)) % 8 }, (_, at) => at + 1));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    lengthAnd('none'),
    lengthAnd('none'),
    lengthAnd(''),
    Buffer.from([0, 0, 0, 1]),
    lengthAnd(Buffer.concat(publicKey)),
    lengthAnd(Buffer.concat([...inner, padding])),
  ]);
  const lines = whole.toString('base64').replace(/.{1,70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}-----END OPENSSH PRIVATE KEY-----\n`;
}

/** Bytes behind their length, as SSH writes them (RFC 4251, 5). */
export function lengthAnd(value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
