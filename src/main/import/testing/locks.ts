import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';

// Locked files as other programs write them, made by other code than what reads them.

export const filePassword = 'file password';

export function bitwardenLocked(clear: string, kdf: 'pbkdf2' | 'argon2id', password = filePassword): string {
  const salt = randomBytes(16).toString('base64');
  const isArgon = kdf === 'argon2id';
  const key = isArgon
    ? argon2(createHash('sha256').update(salt).digest(), 3, 16 * 1024, 2, password)
    : pbkdf2Sync(password, salt, 5_000, 32, 'sha256');
  const part = (name: string) => createHmac('sha256', key).update(`${name}\x01`).digest();
  const seal = (text: string) => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', part('enc'), iv);
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    const mac = createHmac('sha256', part('mac')).update(iv).update(sealed).digest();
    return `2.${[iv, sealed, mac].map((bytes) => bytes.toString('base64')).join('|')}`;
  };
  return JSON.stringify({
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: isArgon ? 1 : 0,
    kdfIterations: isArgon ? 3 : 5_000,
    ...(isArgon && { kdfMemory: 16, kdfParallelism: 2 }),
    encKeyValidation_DO_NOT_EDIT: seal('a check'),
    data: seal(clear),
  });
}

export function aegisLocked(db: unknown): string {
  const [master, salt] = [randomBytes(32), randomBytes(32)];
  const slot = gcm(scryptSync(filePassword, salt, 32, { N: 1024, r: 8, p: 1 }), master);
  const sealed = gcm(master, Buffer.from(JSON.stringify(db)));
  const params = ({ nonce, tag }: { nonce: Buffer; tag: Buffer }) => ({
    nonce: nonce.toString('hex'),
    tag: tag.toString('hex'),
  });
  return JSON.stringify({
    version: 1,
    header: {
      slots: [
        { type: 2, uuid: 'finger', key: '00', key_params: { nonce: '00', tag: '00' } },
        {
          type: 1,
          uuid: 'u',
          key: slot.sealed.toString('hex'),
          key_params: params(slot),
          n: 1024,
          r: 8,
          p: 1,
          salt: salt.toString('hex'),
        },
      ],
      params: params(sealed),
    },
    db: sealed.sealed.toString('base64'),
  });
}

export function twoFasLocked(services: unknown): string {
  const salt = randomBytes(256);
  const { nonce, sealed, tag } = gcm(
    pbkdf2Sync(filePassword, salt, 10_000, 32, 'sha256'),
    Buffer.from(JSON.stringify(services)),
  );
  const parts = [Buffer.concat([sealed, tag]), salt, nonce].map((part) => part.toString('base64')).join(':');
  return JSON.stringify({
    services: [],
    servicesEncrypted: parts,
    reference: parts,
    groups: [],
    schemaVersion: 4,
  });
}

export function andOtpLocked(clear: string): Buffer {
  const salt = randomBytes(12);
  const rounds = Buffer.alloc(4);
  rounds.writeUInt32BE(1_000);
  const { nonce, sealed, tag } = gcm(pbkdf2Sync(filePassword, salt, 1_000, 32, 'sha1'), Buffer.from(clear));
  return Buffer.concat([rounds, salt, nonce, sealed, tag]);
}

export function stratumLocked(clear: string, isOld: boolean): Buffer {
  if (isOld) {
    const [salt, iv] = [randomBytes(20), randomBytes(16)];
    const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(filePassword, salt, 64_000, 32, 'sha1'), iv);
    return Buffer.concat([Buffer.from('AuthenticatorPro'), salt, iv, cipher.update(clear), cipher.final()]);
  }
  const salt = randomBytes(16);
  const { nonce, sealed, tag } = gcm(argon2(salt, 3, 65_536, 4), Buffer.from(clear));
  return Buffer.concat([Buffer.from('AUTHENTICATORPRO'), salt, nonce, sealed, tag]);
}

export function protonCodesLocked(clear: string): string {
  const salt = randomBytes(16);
  const aad = Buffer.from('proton.authenticator.export.v1');
  const { nonce, sealed, tag } = gcm(argon2(salt, 2, 19_456, 1), Buffer.from(clear), aad);
  const content = Buffer.concat([nonce, sealed, tag]).toString('base64');
  return JSON.stringify({ version: 1, salt: salt.toString('base64'), content });
}

function gcm(key: Buffer, clear: Buffer, aad?: Buffer) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  if (aad) cipher.setAAD(aad);
  const sealed = Buffer.concat([cipher.update(clear), cipher.final()]);
  return { nonce, sealed, tag: cipher.getAuthTag() };
}

function argon2(
  salt: Buffer,
  timeCost: number,
  memoryCost: number,
  parallelism: number,
  password = filePassword,
): Buffer {
  return hashRawSync(password, {
    algorithm: 2,
    version: 1,
    salt,
    timeCost,
    memoryCost,
    parallelism,
    outputLen: 32,
  });
}
