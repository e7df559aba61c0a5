import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore } from '../../backend/initialize.ts';
import { refusal, secret, testKey } from '../../backend/testing/harness.ts';
import { vaultId } from '../../backend/testing/vaults.ts';
import { nodeTransport, type Transport } from '../transport.ts';
import { s3With } from './s3.ts';
import { S3Double, testEnv } from './testing/double.ts';

let double: S3Double;
let location: string;
let backends: EncryptedBackend[];
beforeEach(async () => {
  for (const [name, text] of Object.entries(testEnv)) vi.stubEnv(name, text);
  double = await S3Double.start();
  backends = [];
  location = `s3://vaults/desk?endpoint=${encodeURIComponent(double.endpoint)}`;
  await createStore({ kind: 's3', location }, { id: vaultId, slots: [], rootKey: testKey() });
});
afterEach(async () => {
  for (const backend of backends) await backend.close();
  await double.stop();
  vi.unstubAllEnvs();
});

async function opened(transport: Transport = nodeTransport) {
  const store = await s3With({ transport }).open(location);
  const backend = new EncryptedBackend(store, testKey());
  backends.push(backend);
  await backend.initialize();
  return { backend, store };
}

/** So long nothing more is sent before answers go, in ms: a busy machine is slow to send. */
const quietFor = 500;

/**
 * Counts how often the answer to one request has to be there before the next is sent. Each answer
 * waits until nothing more is being sent.
 */
function counting() {
  const found = { trips: 0, requests: [] as string[] };
  const sent: (() => void)[] = [];
  let quiet: NodeJS.Timeout | undefined;
  const answerAll = () => {
    found.trips += 1;
    for (const answer of sent.splice(0)) answer();
  };
  let underWay = 0;
  const transport: Transport = async (address, request) => {
    found.requests.push(`${request.method} ${new URL(address).pathname}`);
    clearTimeout(quiet);
    underWay += 1;
    const answer = await nodeTransport(address, request);
    underWay -= 1;
    await new Promise<void>((resolve) => {
      sent.push(resolve);
      if (underWay === 0) quiet = setTimeout(answerAll, quietFor);
    });
    return answer;
  };
  return { found, transport };
}

const put = (path: string, text: string) => ({
  op: 'store' as const,
  path,
  fields: [secret('password', text)],
});

test('a put takes two trips to the bucket: whether the revision is still the newest while the objects go there, then the manifest', async () => {
  const { found, transport } = counting();
  const { backend, store } = await opened(transport);
  await backend.write([put('a', '1')]);
  for (const text of ['2', '3']) {
    // What no put waits for is over.
    await store.dropManifestsBefore(1);
    found.trips = 0;
    found.requests = [];
    await backend.write([put('a', text)]);
    expect(found.trips, found.requests.join('\n')).toBe(2);
  }
});

test('what another wrote meanwhile is taken up: by a put, and by one that fits only what the other wrote', async () => {
  const [{ backend: one }, { backend: other }, { backend: third }] = [
    await opened(),
    await opened(),
    await opened(),
  ];
  await one.write([put('a', '1')]);
  await other.write([put('b', '1')]);
  const [outcome] = await one.write([put('b', '2')]);
  expect(outcome).toMatchObject({ version: 2 });
  await one.write([put('c', '1')]);
  // The version that must be the newest is not known here yet.
  const [next] = await third.write([{ ...put('c', '2'), expect: 1 }]);
  expect(next).toMatchObject({ version: 2 });
  expect(await refusal(third.write([{ ...put('c', '3'), expect: 1 }]))).toMatchObject({ code: 'conflict' });
});
