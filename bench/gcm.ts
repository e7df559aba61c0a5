import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { Vault } from '../src/main/vault/vault.ts';

/**
 * As many seals, as long on average, as a vault's objects: opened by OpenSSL on one core, each by
 * itself or all as one stream.
 */
export async function cipherBytes(vault: Vault): Promise<{ each(): void; stream(): void }> {
  const { objects, bytes } = await vault.verify();
  const key = createSecretKey(randomBytes(32));
  const nonce = randomBytes(12);
  const aad = Buffer.alloc(96);
  const seal = (length: number) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad);
    const sealed = cipher.update(Buffer.alloc(length));
    cipher.final();
    return { sealed, tag: cipher.getAuthTag() };
  };
  const open = ({ sealed, tag }: ReturnType<typeof seal>) => {
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
      .setAAD(aad)
      .setAuthTag(tag);
    cipher.update(sealed);
    cipher.final();
  };
  const one = seal(Math.round(bytes / objects) - 28);
  const whole = seal(bytes);
  return {
    each: () => {
      for (let i = 0; i < objects; i++) open(one);
    },
    stream: () => open(whole),
  };
}
