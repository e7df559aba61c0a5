import type { SshKey } from '../main/crypto/ssh.ts';
import type { Secret } from '../shared/secret-schema.ts';

/**
 * A private key of a secret, by its public half. The private half is read anew for each signature.
 */
export interface StoredKey {
  readonly path: string;
  readonly field: string;
  readonly publicKey: Buffer;
}

// Parameters of a curve, or what a program says of the key, may stand before it.
const beginning = /^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/m;

/**
 * The fields of a secret that hold a private key, each with the text and the passphrase beside it.
 */
export function keyFields({ fields }: Secret): { field: string; text: string; passphrase?: string }[] {
  const passphrase = fields.find(({ name }) => name === 'passphrase')?.value;
  return fields.flatMap(({ name, type, value }) => {
    const text = type === 'file' ? Buffer.from(value, 'base64').toString('utf8') : value;
    if (!beginning.test(text)) return [];
    // A form may have lost the line end that OpenSSH wants.
    return [{ field: name, text: `${text.trim()}\n`, ...(passphrase !== undefined && { passphrase }) }];
  });
}

/**
 * The key in one field of a secret; `undefined` when it does not open with the passphrase beside
 * it.
 */
export async function keyIn(secret: Secret, field: string): Promise<SshKey | undefined> {
  const { parseSshKey } = await import('../main/crypto/ssh.ts');
  const found = keyFields(secret).find((one) => one.field === field);
  return found && parseSshKey(found.text, found.passphrase);
}
