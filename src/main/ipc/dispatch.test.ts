import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { contract, type Handlers } from '../../shared/contract.ts';
import { type Failure, fail } from '../../shared/failure.ts';
import { parseFailure } from '../../shared/failure-schema.ts';
import { type Calls, channels, dispatcher } from './dispatch.ts';
import { impurity } from './plain.ts';

const us = { origin: 'holdfast://app', mainFrame: true, ourWindow: true };
const call = { input: z.strictObject({ path: z.string().check(z.maxLength(8)) }), output: z.string() };
const calls: Calls = { secrets: { get: call } };

function dispatch(
  handle: (input: { path: string }) => unknown,
  report: (error: unknown) => string = () => 'ref',
) {
  const refused: Failure[] = [];
  const handlers = { secrets: { get: handle } } as unknown as Handlers;
  const ask = dispatcher(calls, handlers, { report, refused: (failure) => refused.push(failure) });
  return { ask, refused };
}
const echo = (input: { path: string }) => input.path;

test('a good message is answered', async () => {
  expect(await dispatch(echo).ask('holdfast:secrets.get', us, [{ path: 'a/b' }])).toEqual({
    ok: true,
    value: 'a/b',
  });
});

test('a failure of a handler is data', async () => {
  const { ask } = dispatch(() => fail({ code: 'locked' }));
  expect(await ask('holdfast:secrets.get', us, [{ path: 'a' }])).toEqual({
    ok: false,
    failure: { code: 'locked' },
  });
});

test('any other error is a reference, its text stays in main', async () => {
  const reported: unknown[] = [];
  const error = new Error('s3cret');
  const { ask } = dispatch(
    () => Promise.reject(error),
    (found) => {
      reported.push(found);
      return '00ff';
    },
  );
  const reply = await ask('holdfast:secrets.get', us, [{ path: 'a' }]);
  expect(reply).toEqual({ ok: false, failure: { code: 'internal', reference: '00ff' } });
  expect(reported).toEqual([error]);
});

test('a result outside the contract never leaves', async () => {
  const { ask } = dispatch(() => ({ path: 'a', rootKey: 's3cret' }));
  const reply = await ask('holdfast:secrets.get', us, [{ path: 'a' }]);
  expect(reply).toEqual({ ok: false, failure: { code: 'internal', reference: 'ref' } });
});

test('a stranger is refused before anything is parsed or run', async () => {
  const { ask } = dispatch(() => {
    throw new Error('ran');
  });
  const reply = await ask('holdfast:secrets.get', { ...us, origin: '' }, [{ path: 'a' }]);
  expect(reply).toEqual({ ok: false, failure: { code: 'denied', reason: 'sender' } });
});

test.each<[string, string, unknown[]]>([
  ['an unknown channel', 'holdfast:secrets.nope', [{ path: 'a' }]],
  ['a channel named like a member of every object', 'constructor', [{ path: 'a' }]],
  ['no argument', 'holdfast:secrets.get', []],
  ['two arguments', 'holdfast:secrets.get', [{ path: 'a' }, { path: 'a' }]],
  ['a wrong type', 'holdfast:secrets.get', [{ path: 1 }]],
  ['a missing member', 'holdfast:secrets.get', [{}]],
  ['a member too many', 'holdfast:secrets.get', [{ path: 'a', more: 1 }]],
  ['a text that is too long', 'holdfast:secrets.get', [{ path: 'a'.repeat(9) }]],
  ['its own __proto__', 'holdfast:secrets.get', [JSON.parse('{"path":"a","__proto__":{"polluted":1}}')]],
  ['a constructor', 'holdfast:secrets.get', [{ path: 'a', constructor: { prototype: { polluted: 1 } } }]],
  ['a class', 'holdfast:secrets.get', [new Map([['path', 'a']])]],
])('%s is refused as bad input, without quoting it', async (_, channel, args) => {
  const { ask, refused } = dispatch(echo);
  const reply = await ask(channel, us, args);
  expect(reply).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(refused).toHaveLength(1);
  expect(JSON.stringify(reply)).not.toMatch(/polluted|aaaa/);
});

test('a missing handler is found at start', () => {
  expect(() => dispatcher(calls, {} as Handlers, { report: () => '' })).toThrow('no handler for secrets.get');
});

test('plain data is plain, all else is not', () => {
  expect(impurity({ a: [1, 'b', true, null, undefined, { c: [] }] })).toBeUndefined();
  expect(impurity(Object.create(null))).toBeUndefined();
  expect(impurity({ bytes: new Uint8Array(200_000) })).toBeUndefined();
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  expect(impurity(cyclic)).toBe('too deep');
  expect(impurity(new Array(100_001).fill(0))).toBe('too many values');
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  expect(impurity(nested(8))).toBeUndefined();
  expect(impurity(nested(9))).toBe('too deep');
  for (const name of ['__proto__', 'constructor', 'prototype'])
    expect(impurity({ list: [JSON.parse(`{"${name}":1}`)] }), name).toBe('refused key');
  expect(impurity({ [Symbol('a')]: 1 })).toBe('refused key');
  const accessor = Object.defineProperty({}, 'path', { get: () => 'a', enumerable: true });
  for (const odd of [
    new Date(),
    new Uint16Array(2),
    Buffer.alloc(2),
    () => 1,
    Symbol('a'),
    1n,
    new (class Odd {})(),
    accessor,
  ]) {
    expect(impurity(odd), typeof odd).toBeTypeOf('string');
  }
});

test('10,000 malformed messages: always a reply, never a throw, no prototype touched', async () => {
  const unexpected: unknown[] = [];
  let ran = 0;
  const handlers = handlersThat(() => {
    ran += 1;
    return undefined;
  });
  // Handlers here give `undefined`, which most outputs refuse: that error alone is foreseen.
  const ask = dispatcher(contract, handlers, {
    report: (error) => {
      if (!(error instanceof TypeError && error.message === 'result outside the contract'))
        unexpected.push(error);
      return 'ref';
    },
  });
  const before = prototypes();
  await fc.assert(
    fc.asyncProperty(
      anyChannel,
      anySender,
      fc.array(anyMessage, { maxLength: 3 }),
      async (channel, sender, args) => {
        const reply = await ask(channel, sender, args);
        if (!reply.ok) expect(parseFailure(reply.failure)).toEqual(reply.failure);
        if (sender !== us)
          expect(reply).toEqual({ ok: false, failure: { code: 'denied', reason: 'sender' } });
      },
    ),
    { numRuns: 10_000 },
  );
  expect(unexpected).toEqual([]);
  expect(prototypes()).toEqual(before);
  expect('polluted' in {}).toBe(false);
  // The messages reach handlers too, or this would test the first refusal only.
  expect(ran).toBeGreaterThan(100);
});

function handlersThat(handle: () => unknown): Handlers {
  const groups = Object.entries(contract).map(([group, methods]) => [
    group,
    Object.fromEntries(Object.keys(methods).map((method) => [method, handle])),
  ]);
  return Object.fromEntries(groups) as Handlers;
}

function prototypes() {
  return [Object.prototype, Array.prototype, Function.prototype].map((one) =>
    Reflect.ownKeys(one).map((key) => [key, Object.getOwnPropertyDescriptor(one, key)?.value]),
  );
}

const anyChannel = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...channels(contract)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'holdfast:constructor.name', 'toString'),
  },
  { weight: 1, arbitrary: fc.string() },
);
const anySender = fc.oneof(
  { weight: 9, arbitrary: fc.constant(us) },
  {
    weight: 1,
    arbitrary: fc.record({ origin: fc.string(), mainFrame: fc.boolean(), ourWindow: fc.boolean() }),
  },
);
const key = fc.constantFrom(
  ...[
    'path',
    'file',
    'passphrase',
    'fields',
    'name',
    'type',
    'value',
    'version',
    'expect',
    'tags',
    'folder',
    'query',
  ],
  ...[
    'parent',
    'from',
    'to',
    'length',
    'words',
    'symbols',
    'limit',
    'offset',
    'deleted',
    'theme',
    'dryRun',
    'prefix',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'],
);
const poison = fc.constantFrom(
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  JSON.parse('{"path":"a","__proto__":{"polluted":true}}'),
  JSON.parse('{"path":"a","fields":[{"__proto__":{"polluted":true}}],"tags":[],"expect":0}'),
);
const leaf = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    undefined,
    null,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    2 ** 53,
    '\u0000',
    '\ud800',
    '../..',
  ),
  fc.constantFrom('x'.repeat(5_000), 'x'.repeat(1_000_000)),
);
// Own keys of every name, `__proto__` too, as structured clone would bring them.
const nested = fc.letrec((tie) => ({
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 6 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([k], i) => `"${k}":${i}`).join()}}`, (k, v) => revive(entries, k, v)),
    ),
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
}));
function revive(entries: [string, unknown][], name: string, value: unknown): unknown {
  return name !== '' && typeof value === 'number' ? entries[value]?.[1] : value;
}
const nearlyRight = fc.constantFrom(
  undefined,
  { path: 'a' },
  { parent: '' },
  { file: '/a' },
  { passphrase: 'a' },
  { path: 'a', version: 1, field: 'b' },
  { path: 'a', version: -1, field: 'b' },
  { from: 'a', to: 'b' },
);
const anyMessage = fc.oneof(nearlyRight, nested.object, nested.value, leaf, poison);
