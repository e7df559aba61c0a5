import fc from 'fast-check';
import { fieldTypes, limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { FileSource } from '../changes.ts';
import { digestText, fileBytes, sourceOf } from './statements/attachments.ts';
import type { AnyChange } from './write.ts';

/**
 * One step of the model test: a change, several at once, or something done to the vault as a whole.
 */
export type Operation =
  | { do: 'transaction'; changes: AnyChange[] }
  | { do: 'load'; path: string; version: number | undefined }
  | { do: 'list'; folder: string }
  | { do: 'wait'; milliseconds: number }
  | { do: 'reopen' }
  | { do: 'collect' }
  | { do: 'rotate' };

// Most operations meet at a few paths: what goes wrong does so where several have been.
const hot = ['a', 'a/b', 'caf\u00e9'];
const paths = ['a/b/c', 'prod/db', 'prod/dbx', 'cafe\u0301', '__proto__', 'constructor/__proto__'];
const odd = [
  '\uff5e',
  '\u{1f600}',
  'e\u0301/x',
  '\u00e9/x',
  ' ',
  'x'.repeat(512),
  'a//b',
  '',
  '../a',
  'a\nb',
];
const path = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...hot) },
  { weight: 4, arbitrary: fc.constantFrom(...paths) },
  { weight: 1, arbitrary: fc.constantFrom(...odd) },
);
const folder = fc.constantFrom(
  '',
  'a',
  'a/b',
  'prod',
  'prod/db',
  '\u00e9',
  'e\u0301',
  'bulk',
  'bulk/1',
  'a//b',
  'none',
);

const name = fc.oneof(
  fc.constantFrom('password', 'user', '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
);
const text = fc.oneof(
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom('', '\0', 'a\r\nb', 'x'.repeat(1_100)),
);
const types = fieldTypes.filter((type) => type !== 'attachment');
const field: fc.Arbitrary<Field> = fc.record({ name, type: fc.constantFrom(...types), value: text });

/** A few long files, by the values of fields that bring them along. */
export const longFiles = new Map([1, 2, 3].map((n) => [`new ${n}`, fileBytes(limits.smallFile + n, n)]));
const texts = [...longFiles.values()].map(digestText);
// One that comes along, or one that is there if an operation before has brought it.
const fileField: fc.Arbitrary<Field> = fc.record({
  name,
  type: fc.constant('attachment' as const),
  value: fc.constantFrom(...longFiles.keys(), ...texts),
});
const fields = fc.uniqueArray(
  fc.oneof({ weight: 6, arbitrary: field }, { weight: 1, arbitrary: fileField }),
  { selector: (f) => f.name, maxLength: 4 },
);

/** The files that fields bring along. */
function filesOf(all: readonly Field[]): { files?: ReadonlyMap<string, FileSource> } {
  const brought = all.flatMap(({ type, value }) => {
    const bytes = type === 'attachment' ? longFiles.get(value) : undefined;
    return bytes === undefined ? [] : [[value, sourceOf(bytes)] as const];
  });
  return brought.length === 0 ? {} : { files: new Map(brought) };
}

const number = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
  fc.integer({ min: 1, max: 14 }),
);
const numbers = fc.uniqueArray(number, { minLength: 1, maxLength: 3 });
const tags = fc.uniqueArray(fc.constantFrom('db', 'prod', '__proto__', 'é'), { maxLength: 3 });
const customKey = fc.constantFrom('owner', '__proto__', 'tier');

/** A member that is sometimes missing: `undefined` would be another thing. */
function maybe<K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> {
  return fc
    .option(value, { nil: undefined })
    .map((v) => (v === undefined ? {} : { [key]: v }) as { [P in K]?: T });
}

function join<A extends object, B extends object>(
  a: fc.Arbitrary<A>,
  b: fc.Arbitrary<B>,
): fc.Arbitrary<A & B> {
  return fc.tuple(a, b).map(([x, y]) => ({ ...x, ...y }));
}

const op = <Op extends AnyChange['op']>(name: Op) => fc.constant(name);
const expect = fc.integer({ min: 0, max: 6 });
const store = join(
  fc.record({ op: op('store'), path, fields }).map((one) => ({ ...one, ...filesOf(one.fields) })),
  fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    {
      weight: 2,
      arbitrary: join(
        join(
          join(maybe('expect', expect), maybe('over', expect)),
          maybe('fresh', fc.constant(true as const)),
        ),
        maybe('tags', tags),
      ),
    },
    { weight: 1, arbitrary: fc.record({ keepOlder: fc.constant(true as const) }) },
  ),
);
const patch = join(
  join(
    maybe('maxVersions', fc.option(fc.integer({ min: 1, max: 5 }))),
    maybe('deleteVersionAfter', fc.option(fc.integer({ min: 1, max: 5_000 }))),
  ),
  join(
    join(maybe('casRequired', fc.boolean()), maybe('tags', tags)),
    join(
      maybe(
        'set',
        fc.array(fc.tuple(customKey, fc.string({ minLength: 1, maxLength: 8 })), { maxLength: 3 }),
      ),
      maybe('unset', fc.array(customKey, { maxLength: 2 })),
    ),
  ),
);
const policy = fc.record({
  name: fc.constantFrom('p', '__proto__', 'constructor'),
  spiffeIdPattern: fc.string(),
  pathPattern: fc.string(),
  permissions: fc.subarray(['read', 'write', 'list', 'super'] as const),
});
const client = fc.record({
  name: fc.constantFrom('c', '__proto__'),
  spiffeId: fc.string(),
  key: fc.string(),
});
const audit = join(
  fc.record({
    time: fc.nat(),
    client: fc.string(),
    action: fc.string(),
    outcome: fc.constantFrom('done', 'done', 'denied', ''),
  }),
  maybe('count', fc.integer({ min: 2, max: 9 })),
);
const auditCut = join(
  fc.record({ most: fc.constantFrom(0, 1, 3), keep: fc.constantFrom(0, 1), entry: audit }),
  maybe('before', fc.nat()),
);

const secretChange: fc.Arbitrary<AnyChange> = fc.oneof(
  { weight: 8, arbitrary: store },
  { weight: 3, arbitrary: join(fc.record({ op: op('delete'), path }), maybe('versions', numbers)) },
  { weight: 3, arbitrary: join(fc.record({ op: op('undelete'), path }), maybe('versions', numbers)) },
  { weight: 2, arbitrary: fc.record({ op: op('destroy'), path, versions: numbers }) },
  { weight: 2, arbitrary: fc.record({ op: op('metadata'), path, patch }) },
  { weight: 2, arbitrary: fc.record({ op: op('move'), from: path, to: path }) },
  {
    weight: 1,
    arbitrary: join(fc.record({ op: op('forget'), path }), maybe('ifDeleted', fc.constant(true as const))),
  },
);
const recordChange: fc.Arbitrary<AnyChange> = fc.oneof(
  fc.record({ op: op('policy'), policy }),
  fc.record({ op: op('delete-policy'), name: fc.constantFrom('p', '__proto__', 'toString') }),
  fc.record({ op: op('client'), client }),
  fc.record({ op: op('delete-client'), name: fc.constantFrom('c', '__proto__') }),
  fc.record({
    op: op('setting'),
    name: fc.constantFrom('theme', '__proto__'),
    value: fc.option(text, { nil: undefined }),
  }),
  join(fc.record({ op: op('audit'), entry: audit }), maybe('cut', auditCut)),
  join(fc.record({ op: op('cut-audit') }), auditCut),
);
const change = fc.oneof({ weight: 6, arbitrary: secretChange }, { weight: 1, arbitrary: recordChange });

/** Enough secrets at once to split index pages. */
const bulk = fc.integer({ min: 0, max: 3 }).map((group) => ({
  do: 'transaction' as const,
  changes: Array.from(
    { length: 120 },
    (_, n): AnyChange => ({ op: 'store', path: `bulk/${group}/${n}`, fields: [] }),
  ),
}));

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 20, arbitrary: change.map((one) => ({ do: 'transaction' as const, changes: [one] })) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('transaction' as const),
      changes: fc.array(change, { maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: bulk },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('load' as const),
      path,
      version: fc.option(number, { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('list' as const), folder }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 1_000, 4_000_000),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'collect' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'rotate' as const }) },
);
