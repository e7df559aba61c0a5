import { generateKeyPairSync, randomBytes } from 'node:crypto';
import ssh2, { type AgentProtocol } from 'ssh2';
import { describe, expect, test } from 'vitest';
import { type AgentRequests, agentProtocol, parseSshKey, type SshKey } from './ssh.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const pairs = {
  ed25519: generateKeyPairSync('ed25519', {
    privateKeyEncoding: pem,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }),
  p256: generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: pem,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }),
  p521: generateKeyPairSync('ec', {
    namedCurve: 'P-521',
    privateKeyEncoding: pem,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }),
  rsa: generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: pem,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }),
};

/** The client's end of an agent that answers so. */
function agent(answer: Partial<AgentRequests>): AgentProtocol {
  const ours = agentProtocol({ identities: async () => [], sign: async () => undefined, ...answer });
  const client = new ssh2.AgentProtocol(true);
  client.pipe(ours).pipe(client);
  return client;
}

function signed(client: AgentProtocol, key: SshKey): Promise<Buffer | Error> {
  return new Promise((resolve) => {
    client.sign(key.publicKey, Buffer.from('data'), {}, (error, signature) =>
      resolve(error ?? (signature as Buffer)),
    );
  });
}

function privateOf(pair: { privateKey: string }): SshKey {
  return parseSshKey(pair.privateKey) as SshKey;
}

describe('a private key', () => {
  test.each(Object.entries(pairs))('of kind %s signs as SSH has it, and nothing else is one', (_, pair) => {
    const key = privateOf(pair);
    const data = randomBytes(40);
    const [reader] = [ssh2.utils.parseKey(key.publicKey)].flat();
    if (reader === undefined || reader instanceof Error) throw new Error('no public key');
    // What ssh2 verifies is ASN.1 for ECDSA: so a signature of ours is looked at in its SSH form.
    const signature = Buffer.from(key.sign(data, 'sha256'));
    if (key.type.startsWith('ecdsa-')) expect(numbersIn(signature)).toHaveLength(2);
    else expect(reader.verify(data, signature, key.type === 'ssh-rsa' ? 'sha256' : undefined)).toBe(true);
    expect(parseSshKey(pair.publicKey)).toBeUndefined();
    expect(parseSshKey(`${key.type} ${key.publicKey.toString('base64')} comment`)).toBeUndefined();
  });
});

/** What stands behind its length, one after the other, to the last byte. */
function numbersIn(bytes: Buffer): Buffer[] {
  const numbers: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    numbers.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    expect(at).toBeLessThanOrEqual(bytes.length);
  }
  return numbers;
}

describe('an agent', () => {
  const key = privateOf(pairs.ed25519);

  test('gives the signature, and the hash that was asked for', async () => {
    const asked: unknown[] = [];
    const client = agent({
      sign: async (_, data, hash) => {
        asked.push(hash);
        return key.sign(data, hash);
      },
    });
    const signature = (await signed(client, key)) as Buffer;
    expect(Buffer.isBuffer(signature) && signature.length).toBe(64);
    expect(asked).toEqual([undefined]);
  });

  test('answers what it refuses, and what fails', async () => {
    expect(await signed(agent({}), key)).toBeInstanceOf(Error);
    const failing = agent({ sign: () => Promise.reject(new Error('locked')) });
    expect(await signed(failing, key)).toBeInstanceOf(Error);
  });

  test('lists its keys with their comments, without what is none', async () => {
    const client = agent({
      identities: async () => [
        { publicKey: key.publicKey, comment: 'servers/one' },
        { publicKey: Buffer.from('none'), comment: 'x' },
      ],
    });
    const listed = await new Promise<readonly unknown[]>((resolve, reject) => {
      client.getIdentities((error, keys) => (error ? reject(error) : resolve(keys ?? [])));
    });
    expect(listed).toMatchObject([{ comment: 'servers/one' }]);
  });

  test('answers that it has none where it cannot look', async () => {
    const client = agent({ identities: () => Promise.reject(new Error('locked')) });
    const error = await new Promise((resolve) => client.getIdentities((failure) => resolve(failure)));
    expect(error).toBeInstanceOf(Error);
  });
});
