import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportLoss } from '../../shared/export.ts';
import { favouritePatch } from '../../shared/facet.ts';
import { endOf, healthKeys } from '../../shared/health.ts';
import { type FieldType, fieldTypes } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { knownName } from '../../shared/templates.ts';
import type { Item } from '../import/entry.ts';
import { takeItems } from '../import/import.ts';
import { readKdbx } from '../import/kdbx.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { kdbxBytes } from './formats/kdbx.ts';
import { openExport } from './open-export.ts';
import { currentFields, type ExportedSecret, ExportSource, madeAt } from './source.ts';
import { kdf, otpText } from './testing/exported.ts';

const isLong = process.env['HOLDFAST_LONG'] === '1';
const password = 'file password';
const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

/** What other programs have places for, each as it is usual there. */
const places: readonly (readonly [string, FieldType])[] = [
  ...([
    ['username', 'text'],
    ['password', 'secret'],
    ['url', 'url'],
    ['notes', 'note'],
  ] as const),
];
const codes = [
  otpText,
  'otpauth://totp/x:ada?secret=GEZDGNBVGY3TQOJQ&issuer=x&algorithm=SHA256&digits=8&period=60',
  'otpauth://hotp/?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&counter=7',
  'otpauth://steam/x:ada?secret=GEZDGNBVGY3TQOJQ&issuer=x',
];
const value = fc.string({ unit: 'binary', maxLength: 60 });
/** Every character that XML has. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\r', '\n', '\t', '<', '&', '"', ']', '>', '\u0085', ' '),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  // Long enough to lie beside its version.
  fc.constant(new Uint8Array(Array.from({ length: 70_000 }, (_, n) => n % 251))),
);
const file = bytes.map((all) => Buffer.from(all).toString('base64'));
const plainFields = fc
  .tuple(
    fc.subarray([...places]),
    fc.array(text, { minLength: 4, maxLength: 4 }),
    fc.uniqueArray(
      fc.tuple(fc.constantFrom('own', 'pin', 'ü 🔑', 'Login 2'), fc.constantFrom('text', 'secret'), text),
      {
        selector: ([name]) => name,
        maxLength: 3,
      },
    ),
    fc.option(fc.constantFrom(...codes)),
    fc.option(file),
  )
  .map(([some, values, own, code, content]): Field[] => [
    ...some.map(([name, type], n): Field => ({ name, type, value: values[n] ?? '' })),
    ...own.map(([name, type, one]): Field => ({ name, type: type as FieldType, value: one })),
    ...(code === null ? [] : [{ name: 'otp', type: 'otp' as const, value: code }]),
    ...(content === null ? [] : [{ name: 'a file', type: 'file' as const, value: content }]),
  ]);
const anyField = fc
  .record({
    name: fc.oneof(
      fc.constantFrom('user', 'note', 'Title', 'otp', 'URL', 'email'),
      fc.string({ minLength: 1, maxLength: 9 }),
    ),
    type: fc.constantFrom(...fieldTypes.filter((type) => type !== 'attachment' && type !== 'otp')),
    value,
  })
  .map((one) => (one.type === 'file' ? { ...one, value: Buffer.from(one.value).toString('base64') } : one));
const anyCodes = [
  ...codes,
  'otpauth://hotp/x:ada?secret=GEZDGNBVGY3TQOJQ&issuer=x&algorithm=SHA512&digits=8&counter=7',
];
const anyCode = fc
  .tuple(fc.constantFrom('otp', 'code', 'second code'), fc.constantFrom(...anyCodes))
  .map(([name, one]): Field => ({ name, type: 'otp', value: one }));
const anyFields = fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: anyField }, anyCode), {
  selector: ({ name }) => name,
  maxLength: 4,
});

const act = (fields: fc.Arbitrary<Field[]>) =>
  fc.record({
    path: fc.constantFrom('a', 'a/b', 'ü/🔑', 'z z/&<>/x', 'Recycle Bin/q'),
    fields,
    tags: fc.uniqueArray(fc.constantFrom('t', 'ü u', 'x/y'), { maxLength: 3 }),
    after: fc.constantFrom('', '', '', 'delete', 'destroy', 'expires', 'day', 'favourite'),
  });
type Act = { path: string; fields: Field[]; tags: string[]; after: string };

async function filled(acts: readonly Act[]): Promise<Vault> {
  const vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  for (const { path, fields, tags, after } of acts) {
    const version = await vault.secrets.put(path, fields, { tags });
    if (after === 'delete') await vault.secrets.delete(path);
    if (after === 'destroy') await vault.secrets.destroy(path, [version]);
    if (after === 'expires')
      await vault.secrets.updateMetadata(path, { set: [['expires', '2031-05-06T07:08:09.000Z']] });
    if (after === 'day') await vault.secrets.updateMetadata(path, { set: [['expires', '2031-05-06']] });
    if (after === 'favourite') await vault.secrets.updateMetadata(path, favouritePatch(true));
  }
  return vault;
}

/** The vault to KDBX, and into another one; what is told of it on the way. */
async function through(from: Vault): Promise<{ to: Vault; lost: ReadonlySet<ExportLoss>; told: unknown[] }> {
  const { source, plan } = await openExport(from, { format: 'kdbx', password });
  const lost = new Set(plan.lost.map(({ loss }) => loss));
  const parts: Uint8Array[] = [];
  for await (const part of kdbxBytes(source, { password, lose: (loss) => lost.add(loss) }, cheap))
    parts.push(part);
  const to = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  const reading = await readKdbx({ name: 'x.kdbx', bytes: new Uint8Array(Buffer.concat(parts)), password });
  const items: Item[] = [...reading.items];
  const read = items.filter(({ kind }) => kind !== 'note').length;
  const report = await takeItems(to, { file: 'x.kdbx', format: 'kdbx' }, async (take) => {
    await take(items);
    return { read };
  });
  return { to, lost, told: [...report.skipped, ...report.failed, ...(report.notes ?? [])] };
}

const everything: ReadonlySet<ExportLoss> = new Set(['renamed', 'field-types', 'code-parts']);

interface Seen {
  readonly path: string;
  readonly isDeleted: boolean;
  readonly made: number;
  readonly tags: readonly string[];
  readonly ends: number | undefined;
  readonly versions: readonly { readonly at: number; readonly fields: readonly string[] }[];
}

/** All that each secret has, but for `lost`; missing: nothing is. */
async function seenIn(vault: Vault, lost?: ReadonlySet<ExportLoss>): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const secret of new ExportSource(vault, {}).secrets()) {
    const { path, tags, versions, current } = secret;
    const last = versions.findLast(({ fields }) => fields !== undefined);
    seen.push({
      path,
      isDeleted: current === 0,
      made: seconds(madeAt(secret)),
      tags: lost?.has('tag-names') ? [] : [...tags].sort(),
      ends: momentOf(secret),
      versions: versions.flatMap((version) => {
        const all = version === last ? currentFields(secret) : version.fields;
        if (all === undefined) return [];
        // What is told is told of the newest.
        const loss = version === last || lost === undefined ? lost : everything;
        const fields = all.filter((one) => !isNothing(one, lost)).map((one) => shown(one, loss));
        return [{ at: seconds(version.created), fields: fields.sort() }];
      }),
    });
  }
  return seen.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** KeePass has each place in every entry, so an empty one says nothing, whatever it was called. */
function isNothing({ name, value: text }: Field, lost: ReadonlySet<ExportLoss> | undefined): boolean {
  return text === '' && (lost !== undefined || places.some(([place]) => place === name));
}

function shown({ name, type, value: text }: Field, lost: ReadonlySet<ExportLoss> | undefined): string {
  // What people here know as one is one: `user` and `username`.
  const known = lost === undefined ? name : (knownName(name) ?? name);
  return [
    lost?.has('renamed') ? '' : known,
    lost?.has('field-types') ? '' : type,
    lost?.has('code-parts') ? bare(text) : text,
  ].join(' = ');
}

/** A code by counter with its secret and counter alone. */
function bare(text: string): string {
  return text.replace(/^otpauth:[/][/]hotp[/].*secret=([^&]*).*counter=(\d+)$/, 'hotp $1 $2');
}

function seconds(time: number): number {
  return Math.floor(time / 1_000);
}

function momentOf({ custom }: ExportedSecret): number | undefined {
  const text = custom.find(([key]) => key === healthKeys.expires)?.[1] ?? '';
  return text.includes('T') ? Date.parse(text) : (endOf(text) ?? Number.NaN) - 1_000 || undefined;
}

it('property: what KeePass has places for comes back through KDBX as it was, and nothing is told of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act(plainFields), { minLength: 1, maxLength: 8 }), async (acts) => {
      const from = await filled(acts);
      const { to, lost, told } = await through(from);
      const expected = new Set<ExportLoss>(['deleted-versions', 'favourites', 'events']);
      expect([...lost].filter((loss) => !expected.has(loss))).toEqual([]);
      expect(told).toEqual([]);
      expect(await seenIn(to)).toEqual(await seenIn(from));
      await Promise.all([from.lock(), to.lock()]);
    }),
    { numRuns: isLong ? 1_000 : 15 },
  );
});

it('property: of any vault, what is told alone is other behind KDBX', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act(anyFields), { minLength: 1, maxLength: 8 }), async (acts) => {
      const from = await filled(acts);
      const { to, lost } = await through(from);
      expect(await seenIn(to, lost)).toEqual(await seenIn(from, lost));
      await Promise.all([from.lock(), to.lock()]);
    }),
    { numRuns: isLong ? 1_000 : 15 },
  );
});
