import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { tipOf } from '../store.ts';
import { bytesOf, commitOf, idsOf, manifestOf, newId, readWhole } from '../testing/commits.ts';
import { nodeTransport } from '../transport.ts';
import { s3With } from './s3.ts';
import { s3ForTest } from './testing/bench.ts';
import { testEnv, testKeys } from './testing/double.ts';
import { type Asked, type Fault, isManifest, isPack, once } from './testing/faults.ts';

const { double, made, open, opener, place, keys, lay } = s3ForTest({ patience: 50 });
/** For what must be tried again, however slow the first try was. */
const patient = s3ForTest({ patience: 20_000 });

const long = process.env['HOLDFAST_LONG'] === '1';
/** Of the faults at each request, a quick round takes these. */
const quick = ['no answer, with effect', '500 without effect', '403', 'half an answer'];
const faults: Readonly<Record<string, Fault>> = {
  'no answer, without effect': { kind: 'cut', effect: false },
  'no answer, with effect': { kind: 'cut', effect: true },
  '500 without effect': { kind: 'status', status: 500, code: 'InternalError', effect: false },
  '500 with effect': { kind: 'status', status: 500, code: 'InternalError', effect: true },
  '503 without effect': { kind: 'status', status: 503, code: 'SlowDown', effect: false },
  '403': { kind: 'status', status: 403, code: 'AccessDenied', effect: false },
  'half an answer': { kind: 'half' },
};

/**
 * Reads the vault with another program's eyes: whole at one of these revisions, and it can be
 * written on.
 */
async function usable(revisions: readonly number[]): Promise<void> {
  const store = await open();
  const revision = await readWhole(store);
  expect(revisions).toContain(revision);
  const newest = await store.latestManifest();
  const next = commitOf(revision + 1, newest && idsOf(newest), {
    ...(newest && { after: tipOf(newest).mark }),
  });
  expect(await store.commit(next.commit)).toBe('done');
  expect(await readWhole(store)).toBe(revision + 1);
}

for (const [what, fault] of Object.entries(faults)) {
  test.runIf(long || quick.includes(what))(
    `27: ${what}, at ${long ? 'each' : 'every second'} request of a commit and from there on: typed, nothing half visible, and the next try succeeds`,
    async () => {
      const { first } = await made();
      const saved = new Map(double().bucket('vaults'));
      // In a quick round two of the faults come at the one half of the requests, two at the other.
      const from = long ? 0 : quick.indexOf(what) % 2;
      for (let failing = from, met = true; met; failing += long ? 1 : 2) {
        met = false;
        await lay(saved);
        const store = await open();
        const [gone = newId(), kept = newId()] = first;
        let asked = 0;
        double().fault = () => {
          if (asked++ < failing) return undefined;
          met = true;
          return fault;
        };
        const { commit } = commitOf(2, [kept], { drop: [gone] });
        const outcome = await store.commit(commit).catch((error) => failureOf(error)?.code);
        await store.close();
        double().fault = () => undefined;
        expect(['done', 'store', 'busy', 'conflict']).toContain(outcome);
        await usable(outcome === 'done' ? [2] : [1, 2]);
        expect(failing).toBeLessThan(30);
      }
    },
    120_000,
  );
}

test('37: a creation that is broken off at any request leaves nothing or all of it, and can be made again', async () => {
  for (let failing = 0, met = true; met; failing += long ? 1 : 3) {
    met = false;
    await lay();
    let asked = 0;
    double().fault = () => {
      if (asked++ < failing) return undefined;
      met = true;
      return { kind: 'cut', effect: false };
    };
    await made().catch(() => undefined);
    double().fault = () => undefined;
    const found = await open().catch((error) => failureOf(error)?.code);
    if (found === 'not-found') await made();
    else expect(typeof found).toBe('object');
    await usable([1]);
  }
}, 120_000);

test('what a creation that was broken off left is no part of the next one, which reads back as it was given', async () => {
  const batches = async function* () {
    yield commitOf(2).commit.objects;
  };
  const half = opener.stage?.(place());
  await half?.opener.create(place(), manifestOf([]), { revision: 1, batches: batches() });
  const next = opener.stage?.(place());
  const id = newId();
  const one = (async function* () {
    yield [[id, bytesOf(id)] as const];
  })();
  const store = await next?.opener.create(place(), manifestOf([id]), { revision: 1, batches: one });
  expect(await store?.list()).toEqual([id]);
  expect(await refusal(open())).toMatchObject({ code: 'not-found' });
  await next?.publish();
  await half?.discard();
  expect(await readWhole(await open())).toBe(1);
  expect(await refusal(async () => half?.publish())).toMatchObject({ code: 'exists' });
});

test('a request that meets half an answer once is made again', async () => {
  const { store } = await patient.made();
  for (const which of [
    ({ key }: Asked) => key.includes('manifests/'),
    ({ key }: Asked) => key.includes('packs/'),
    ({ key }: Asked) => key === '',
  ]) {
    const half = once(which, { kind: 'half' });
    patient.double().fault = half;
    expect(await readWhole(await patient.open())).toBe(1);
    expect(half.met()).toBe(1);
  }
  expect(await readWhole(store)).toBe(1);
});

test('44: each call that is not allowed is told by its name', async () => {
  const { store, first } = await made();
  const without = (call: string) => {
    double().allowed = new Set(['GET', 'PUT', 'DELETE', 'LIST'].filter((one) => one !== call));
  };
  without('GET');
  expect(await refusal(open())).toEqual({ code: 'store', reason: 'may-not-get' });
  without('LIST');
  expect(await refusal(open())).toEqual({ code: 'store', reason: 'may-not-list' });
  without('PUT');
  expect(await refusal(store.commit(commitOf(2, first).commit))).toEqual({
    code: 'store',
    reason: 'may-not-put',
  });
  expect(await readWhole(await open())).toBe(1);
});

test('who may not delete writes all the same, and what is dropped is gone: its pack is emptied', async () => {
  double().allowed = new Set(['GET', 'PUT', 'LIST']);
  const { store, first } = await made();
  const [gone = newId(), kept = newId()] = first;
  const { commit, ids } = commitOf(2, [kept], { drop: [gone] });
  expect(await store.commit(commit)).toBe('done');
  expect((await store.list()).sort()).toEqual([...ids].sort());
  const whole = Buffer.from(gone, 'hex').toString('latin1');
  const lying = [...double().bucket('vaults').values()].map(({ bytes }) => bytes.toString('latin1'));
  expect(lying.some((bytes) => bytes.includes(whole))).toBe(false);
  expect(await store.isSound()).toBe(true);
  expect(await readWhole(await open())).toBe(2);
});

test('44: a missing bucket, wrong credentials and none at all are three failures; none of them tells a secret', async () => {
  const refusals = [
    await refusal(opener.open(place('desk', 'missing'))),
    await refusal(opener.create(place('desk', 'missing'), manifestOf([]))),
    await refusal(s3With({ env: { ...testEnv, AWS_SECRET_ACCESS_KEY: 'planted-secret' } }).open(place())),
    await refusal(s3With({ env: { ...testEnv, AWS_ACCESS_KEY_ID: 'SOMEBODY' } }).open(place())),
    await refusal(s3With({ env: { HOME: '/nowhere' } }).open(place())),
  ];
  expect(refusals.map((one) => ('reason' in one ? one.reason : one.code))).toEqual([
    'no-bucket',
    'no-bucket',
    'credentials-refused',
    'credentials-refused',
    'no-credentials',
  ]);
  const said = JSON.stringify(refusals);
  expect([said.includes('planted'), said.includes(testKeys.secretAccessKey)]).toEqual([false, false]);
});

test('credentials that have expired are read again, once', async () => {
  const { store } = await made();
  const env: NodeJS.ProcessEnv = { ...testEnv, AWS_ACCESS_KEY_ID: 'EXPIRED' };
  const changing = s3With({ env, patience: 300 });
  double().fault = (asked) => {
    env['AWS_ACCESS_KEY_ID'] = testEnv.AWS_ACCESS_KEY_ID;
    return asked.method === 'PUT' ? { kind: 'cut', effect: false } : undefined;
  };
  const again = await changing.open(place());
  expect(await readWhole(again)).toBe(await readWhole(store));
  await again.close();
});

const answers: readonly [Response, string][] = [
  [new Response(null, { status: 301, headers: { location: 'https://elsewhere.example/' } }), 'wrong-region'],
  [new Response('<html>Sign in to this network</html>'), 'server'],
  [new Response('x'.repeat(100)), 'server'],
];
test.each(answers)('what is no answer of such a service is none: %o', async (answer, reason) => {
  const odd = s3With({ env: testEnv, patience: 100, transport: async () => answer.clone() });
  expect(await refusal(odd.open('s3://vaults/desk?endpoint=https://s3.example'))).toMatchObject({
    code: 'store',
    reason,
  });
});

test('an answer without an end is not read to its end', async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
  const odd = s3With({ env: testEnv, patience: 0, transport: async () => new Response(endless()) });
  expect(await refusal(odd.open(place()))).toEqual({ code: 'store', reason: 'unreachable' });
  expect(sent).toBeLessThan(100);
});

const unreached: readonly [string, string][] = [
  ['ENOTFOUND', 'name-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'unreachable'],
  ['CERT_HAS_EXPIRED', 'certificate-expired'],
  ['CERT_NOT_YET_VALID', 'certificate-expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-name'],
];
test.each(unreached)('44: no connection for %s is %s', async (code, reason) => {
  const cause = Object.assign(new Error(code), { code });
  const transport = async () => {
    throw new TypeError('fetch failed', { cause });
  };
  const none = s3With({ env: testEnv, patience: 100, transport });
  expect(await refusal(none.open(place()))).toEqual({ code: 'store', reason });
});

test.each([
  ['ERR_NAME_NOT_RESOLVED', 'name-not-found'],
  ['ERR_CONNECTION_REFUSED', 'connection-refused'],
  ['ERR_CERT_DATE_INVALID', 'certificate-expired'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'certificate-name'],
  ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['ERR_SSL_PROTOCOL_ERROR', 'certificate'],
  ['ERR_INTERNET_DISCONNECTED', 'unreachable'],
])('44: what Chromium calls net::%s is %s', async (code, reason) => {
  const transport = async () => {
    throw new Error(`net::${code}`);
  };
  const none = s3With({ env: testEnv, patience: 100, transport });
  expect(await refusal(none.open(place()))).toEqual({ code: 'store', reason });
});

test('a redirect is refused, and nothing is sent to where it leads', async () => {
  const { store } = await made();
  const asked: string[] = [];
  const moved = s3With({
    env: testEnv,
    patience: 0,
    transport: async (address) => {
      asked.push(new URL(address).origin);
      return new Response(null, { status: 307, headers: { location: 'https://elsewhere.example/' } });
    },
  });
  expect(await refusal(moved.open(place()))).toEqual({ code: 'store', reason: 'wrong-region' });
  expect(new Set(asked)).toEqual(new Set([double().endpoint]));
  await store.close();
});

test('what a person gave counts before the variables', async () => {
  const { store } = await made();
  const given = { accessKey: testKeys.accessKeyId, secretKey: testKeys.secretAccessKey };
  const opened = await s3With({
    env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    given: () => given,
  }).open(place());
  expect(await opened.latestManifest()).toMatchObject({ revision: 1 });
  const wrong = s3With({ env: testEnv, given: () => ({ ...given, secretKey: 'planted' }), patience: 0 });
  expect(await refusal(wrong.open(place()))).toEqual({ code: 'store', reason: 'credentials-refused' });
  await Promise.all([opened.close(), store.close()]);
});

test('a bucket with Object Lock is given checksums, which others are not asked to know', async () => {
  double().locks = true;
  const { store } = await made();
  expect(await store.commit(commitOf(2).commit)).toBe('done');
  expect(await readWhole(store)).toBe(2);
  await store.close();
  double().locks = false;
});

test('a full quota is no-space', async () => {
  const { store, first } = await made();
  double().fault = (asked) =>
    isPack(asked) ? { kind: 'status', status: 403, code: 'QuotaExceeded', effect: false } : undefined;
  expect(await refusal(store.commit(commitOf(2, first).commit))).toEqual({ code: 'no-space' });
  double().fault = () => undefined;
  await usable([1]);
});

test('a stream that was overtaken is busy, for its batches come once; nothing of it is seen', async () => {
  const { store, first } = await made();
  const other = await open();
  const theirs = commitOf(2, first);
  const batches = (async function* () {
    expect(await other.commit(theirs.commit)).toBe('done');
    const { id, commit } = commitOf(2);
    yield commit.objects;
    expect(id).toHaveLength(32);
  })();
  const finish = () => ({ manifest: manifestOf([]), drop: [] });
  expect(await refusal(async () => store.commitStream?.({ revision: 2, batches, finish }))).toEqual({
    code: 'busy',
  });
  expect((await store.list()).sort()).toEqual([...theirs.ids].sort());
});

test('a damaged list of a pack is found, and its objects are missing by their ids', async () => {
  const { first } = await made();
  const [pack = ''] = keys('packs/');
  const bytes = Buffer.from(double().bucket('vaults').get(pack)?.bytes ?? []);
  bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1;
  double().lay('vaults', pack, bytes);
  const store = await open();
  expect(await store.isSound()).toBe(false);
  expect(await refusal(store.readObjects(first))).toMatchObject({ code: 'damaged', part: 'missing-object' });
});

test('two vaults under one prefix: the second is refused, and the first is as it was', async () => {
  const { store } = await made();
  const before = keys('');
  expect(await refusal(opener.create(place(), manifestOf([])))).toMatchObject({ code: 'exists' });
  expect(keys('')).toEqual(before);
  expect(await readWhole(store)).toBe(1);
});

test('of two that create at one prefix at once one has it', async () => {
  const tries = [1, 2, 3].map(() => opener.create(place(), manifestOf([])));
  const done = await Promise.allSettled(tries);
  const won = done.filter(({ status }) => status === 'fulfilled');
  const lost = done.flatMap((one) => (one.status === 'rejected' ? [failureOf(one.reason)?.code] : []));
  expect([won.length, ...lost]).toEqual([1, 'exists', 'exists']);
  for (const one of done) if (one.status === 'fulfilled') await one.value.close();
  expect((await (await open()).latestManifest())?.revision).toBe(1);
});

test('a newer layout is told, and nothing is touched', async () => {
  await made();
  double().lay('vaults', 'desk/holdfast.json', Buffer.from('{"holdfast-bucket":2}'));
  const before = double().asked.length;
  expect(await refusal(open())).toEqual({ code: 'newer-format', found: 2, supported: 1 });
  expect(
    double()
      .asked.slice(before)
      .every(({ method }) => method === 'GET'),
  ).toBe(true);
});

test('following a vault costs one request of less than 1 KB, a commit one for its pack and one for its manifest', async () => {
  const { store, first } = await made();
  const newest = await store.latestManifest();
  const known = newest && tipOf(newest);
  const sizes: number[] = [];
  const counting = s3With({
    env: testEnv,
    transport: async (address, { method, headers, body, signal }) => {
      const answer = await nodeTransport(address, { method, headers, signal, ...(body && { body }) });
      sizes.push(Number(answer.headers.get('content-length')));
      return answer;
    },
  });
  const follower = await counting.open(place());
  await follower.latestManifest();
  sizes.length = 0;
  expect(await follower.latestManifest(known)).toBeUndefined();
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThan(1024);
  await follower.close();
  await store.commit(commitOf(2, first).commit);
  await store.dropManifestsBefore(1);
  const from = double().asked.length;
  await store.commit(commitOf(3, first).commit);
  const wrote = double()
    .asked.slice(from)
    .filter(({ method }) => method === 'PUT');
  expect(wrote.filter((asked) => isPack(asked) || isManifest(asked))).toHaveLength(2);
});

test('what lies there is signed by every request, and no request carries the secret', async () => {
  const seen: string[] = [];
  const watching = s3With({
    env: testEnv,
    transport: async (address, request) => {
      seen.push(address, JSON.stringify([...request.headers]));
      return nodeTransport(address, request);
    },
  });
  await made();
  await (await watching.open(place())).close();
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.join().includes(testKeys.secretAccessKey)).toBe(false);
});
