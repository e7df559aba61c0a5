import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileBytes, storeFile } from '../backend/testing/statements/attachments.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { parseCipherHeader } from '../vault/cipher.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { mergeVault } from './merge.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const secret = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

let folder: string;
let time: number;
const now = () => time;

beforeEach(() => {
  folder = scratchFolder({ fast: true });
  time = 1_000;
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, `${name}.holdfast`);
const open = (name: string) => openVault({ location: at(name), now }, 'one');

/** Two copies of one vault with a common past. */
async function parted(past: (vault: Vault) => Promise<void>): Promise<[Vault, Vault]> {
  const vault = await createVault({ location: at('a'), now }, { passphrase: 'one', kdf });
  await past(vault);
  await vault.lock();
  fs.copyFileSync(at('a'), at('b'));
  return [await open('a'), await open('b')];
}

/** Every version of every secret: what it holds, or that it is deleted or destroyed. */
async function everything(vault: Vault): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const info of await vault.secrets.list('', { deleted: true })) {
    const versions = [];
    for (const { version, destroyed, deleted } of info.versions) {
      if (destroyed) versions.push('destroyed');
      else if (deleted !== undefined) versions.push('deleted');
      else versions.push((await vault.secrets.get(info.path, version)).fields[0]?.value ?? '');
    }
    all.set(info.path, versions);
  }
  return all;
}

it('puts the versions of both in order of their times, under numbers that neither had used', async () => {
  const [a, b] = await parted(async (vault) => {
    await vault.secrets.put('p', secret('one'), { tags: ['old'] });
    await vault.secrets.put('p', secret('two'));
  });
  time = 2_000;
  await b.secrets.put('p', secret('theirs'), { tags: ['theirs'] });
  time = 3_000;
  await a.secrets.put('p', secret('ours'), { tags: ['ours'] });
  await a.secrets.put('only/here', secret('x'));
  time = 4_000;
  await b.secrets.put('only/there', secret('y'));
  const report = await mergeVault(a, b);
  expect(report).toMatchObject({ added: ['only/there'], changed: ['p'], versions: 2, unreadable: [] });
  const info = await a.secrets.info('p');
  expect(info.versions.map(({ version, created }) => [version, created])).toEqual([
    [1, 1_000],
    [2, 1_000],
    [4, 2_000],
    [5, 3_000],
  ]);
  expect(info.tags).toEqual(['ours', 'theirs']);
  expect((await everything(a)).get('p')).toEqual(['one', 'two', 'theirs', 'ours']);
  expect((await a.secrets.get('p')).fields).toEqual(secret('ours'));
  expect((await everything(a)).get('only/here')).toEqual(['x']);
  expect((await a.verify()).damaged).toEqual([]);

  const revision = a.revision;
  expect(await mergeVault(a, b)).toMatchObject({ added: [], changed: [], versions: 0 });
  expect(a.revision).toBe(revision);
  // And the other way round: both are then the same.
  await mergeVault(b, a);
  expect(await everything(b)).toEqual(await everything(a));
  expect((await b.secrets.info('p')).versions).toEqual(info.versions);
  expect(await mergeVault(a, b)).toMatchObject({ added: [], changed: [], versions: 0 });
  await Promise.all([a.lock(), b.lock()]);
});

it.each(['x', 'y'])(
  'versions of one time get one order, whichever copy takes the other: %s',
  async (first) => {
    const [a, b] = await parted(async () => undefined);
    await a.secrets.put('p', secret(first));
    await b.secrets.put('p', secret(first === 'x' ? 'y' : 'x'));
    await Promise.all([a.lock(), b.lock()]);
    for (const name of ['a', 'b']) fs.copyFileSync(at(name), at(`${name} before`));
    const [left, right] = [await open('a'), await open('b')];
    const [leftBefore, rightBefore] = [await open('a before'), await open('b before')];
    await mergeVault(left, rightBefore);
    await mergeVault(right, leftBefore);
    expect(await everything(right)).toEqual(await everything(left));
    expect((await right.secrets.info('p')).versions).toEqual((await left.secrets.info('p')).versions);
    // A copy that took no part yet comes to the same, and so do both from each other.
    await mergeVault(rightBefore, left);
    expect(await everything(rightBefore)).toEqual(await everything(left));
    expect(await mergeVault(left, right)).toMatchObject({ changed: [], versions: 0 });
    expect(await mergeVault(right, rightBefore)).toMatchObject({ changed: [], versions: 0 });
    await Promise.all([left, right, leftBefore, rightBefore].map((vault) => vault.lock()));
  },
);

it('three copies that merge in different orders come to one history and stay there', async () => {
  const [a, b] = await parted(async () => undefined);
  await Promise.all([a.lock(), b.lock()]);
  fs.copyFileSync(at('b'), at('c'));
  const copies = [await open('a'), await open('b'), await open('c')] as const;
  for (const [i, vault] of copies.entries()) await vault.secrets.put('p', secret(`value ${i}`));
  const [x, y, z] = copies;
  for (const [into, from] of [
    [x, y],
    [z, y],
    [z, x],
    [y, z],
    [x, z],
  ] as const)
    await mergeVault(into, from);
  const [one, two, three] = await Promise.all(copies.map(everything));
  expect(one?.get('p')).toHaveLength(3);
  expect([two, three]).toEqual([one, one]);
  for (const [into, from] of [
    [x, y],
    [y, z],
    [z, x],
  ] as const)
    expect(await mergeVault(into, from)).toMatchObject({ changed: [], versions: 0 });
  await Promise.all(copies.map((vault) => vault.lock()));
});

it('a copy that merely went further is taken up with its own numbers', async () => {
  const [a, b] = await parted((vault) => vault.secrets.put('p', secret('one')).then(() => undefined));
  time = 2_000;
  await b.secrets.put('p', secret('two'));
  expect(await mergeVault(a, b, { dry: true })).toMatchObject({ changed: ['p'], versions: 1 });
  expect((await everything(a)).get('p')).toEqual(['one']);
  await mergeVault(a, b);
  expect((await a.secrets.info('p')).versions.map(({ version }) => version)).toEqual([1, 2]);
  await Promise.all([a.lock(), b.lock()]);
});

it('what was deleted or destroyed in one copy is so in both; what was revoked here does not come back', async () => {
  const policy = {
    name: 'all',
    spiffeIdPattern: 'spiffe://x/*',
    pathPattern: '**',
    permissions: ['read' as const],
  };
  const [a, b] = await parted(async (vault) => {
    await vault.secrets.put('p', secret('one'));
    await vault.secrets.put('p', secret('two'));
    await vault.secrets.put('q', secret('one'));
    await vault.policies.put(policy);
  });
  time = 2_000;
  await a.secrets.destroy('p', [1]);
  await a.policies.delete('all');
  await b.secrets.delete('q');
  const report = await mergeVault(a, b);
  expect(report.policies).toEqual(['all']);
  expect(await a.policies.list()).toEqual([]);
  expect(await everything(a)).toEqual(
    new Map([
      ['p', ['destroyed', 'two']],
      ['q', ['deleted']],
    ]),
  );
  await mergeVault(b, a);
  expect(await everything(b)).toEqual(await everything(a));
  await a.secrets.undelete('q');
  expect((await a.secrets.get('q')).fields).toEqual(secret('one'));
  await Promise.all([a.lock(), b.lock()]);
});

it('a secret deleted in one copy is deleted in both, and undelete brings back what that delete took', async () => {
  const [a, b] = await parted(async (vault) => {
    for (const value of ['one', 'two', 'three']) await vault.secrets.put('p', secret(value));
    await vault.secrets.delete('p', [1]);
  });
  time = 2_000;
  await b.secrets.delete('p');
  time = 3_000;
  await a.secrets.updateMetadata('p', { tags: ['t'] });
  await mergeVault(a, b);
  expect(await a.secrets.get('p')).toMatchObject({ version: 0, fields: [] });
  await a.secrets.undelete('p');
  expect((await everything(a)).get('p')).toEqual(['deleted', 'two', 'three']);
  expect((await a.secrets.get('p')).version).toBe(3);
  await Promise.all([a.lock(), b.lock()]);
});

it('a time of expiry comes along, stays through a delete, and takes effect in the merged copy', async () => {
  const [a, b] = await parted(async (vault) => {
    await vault.secrets.put('p', secret('one'));
    await vault.secrets.updateMetadata('p', { deleteVersionAfter: 10_000 });
  });
  await b.secrets.put('p', secret('two'));
  await b.secrets.delete('p');
  await mergeVault(a, b);
  await a.secrets.undelete('p');
  expect((await a.secrets.info('p')).versions.at(-1)).toMatchObject({ deleted: 11_000 });
  expect((await a.secrets.get('p')).fields).toEqual(secret('two'));
  time = 11_000;
  expect(await a.secrets.get('p')).toMatchObject({ version: 0, fields: [] });
  expect(await mergeVault(a, b)).toMatchObject({ changed: ['p'] });
  expect(await mergeVault(a, b)).toMatchObject({ changed: [] });
  await Promise.all([a.lock(), b.lock()]);
});

it('what was stored later stays later, whatever its own time says: no older version becomes current', async () => {
  const [a, b] = await parted((vault) => vault.secrets.put('p', secret('old')).then(() => undefined));
  time = 2_000;
  // As an import does, with the time at which another program stored it.
  await a.secrets.apply([{ op: 'store', path: 'p', fields: secret('imported'), at: 500 }]);
  await a.secrets.apply([{ op: 'store', path: 'q', fields: secret('new'), at: 1_900 }]);
  await a.secrets.apply([{ op: 'store', path: 'q', fields: secret('newer'), at: 300 }]);
  await a.secrets.delete('q', [2]);
  await b.secrets.put('q', secret('other'));
  await b.secrets.delete('q');
  time = 3_000;
  await b.secrets.rollback('p', 1);
  await b.secrets.delete('p', [2]);
  await Promise.all([a.lock(), b.lock()]);
  for (const name of ['a', 'b']) fs.copyFileSync(at(name), at(`${name} before`));
  const [left, right] = [await open('a'), await open('b')];
  const [leftBefore, rightBefore] = [await open('a before'), await open('b before')];
  await mergeVault(left, rightBefore);
  await mergeVault(right, leftBefore);
  expect((await everything(left)).get('p')).toEqual(['old', 'imported', 'deleted']);
  expect((await everything(left)).get('q')).toEqual(['new', 'deleted', 'deleted']);
  expect(await everything(right)).toEqual(await everything(left));
  for (const path of ['p', 'q']) expect((await left.secrets.get(path)).version).toBe(0);
  await Promise.all([left, right, leftBefore, rightBefore].map((vault) => vault.lock()));
});

it('refuses another vault and one in memory', async () => {
  const [a, b] = await parted(async () => undefined);
  const other = await createVault({ location: at('c'), now }, { passphrase: 'one', kdf });
  const memory = await createVault({ kind: 'memory' }, { passphrase: 'one', kdf });
  const refusal = (work: Promise<unknown>) => work.then(() => undefined, failureOf);
  expect(await refusal(mergeVault(a, other))).toMatchObject({ reason: 'other-vault' });
  expect(await refusal(mergeVault(a, memory))).toMatchObject({ reason: 'memory' });
  expect(await refusal(mergeVault(memory, a))).toMatchObject({ reason: 'memory' });
  await Promise.all([a.lock(), b.lock(), other.lock(), memory.lock()]);
});

it('any two histories: the merged one has every version of both, and merging again changes nothing', async () => {
  const step = fc.record({
    who: fc.constantFrom('a', 'b'),
    path: fc.constantFrom('p', 'q', 'r'),
    what: fc.constantFrom(
      'put',
      'put',
      'past',
      'delete',
      'one',
      'undelete',
      'metadata',
      'rollback',
      'expire',
    ),
    wait: fc.constantFrom(0, 1, 50),
  });
  const tie = (who: string) => ({ who, path: 'p', what: 'put', wait: 0 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 6 }),
      fc.array(step, { maxLength: 14 }),
      async (past, since) => {
        run += 1;
        let value = 0;
        const act = async (vault: Vault, { path, what, wait }: (typeof since)[number]) => {
          time += wait;
          value += 1;
          const work =
            what === 'put'
              ? vault.secrets.put(path, secret(`value ${value}`))
              : what === 'past'
                ? vault.secrets.apply([
                    { op: 'store', path, fields: secret(`value ${value}`), at: time - 30 },
                  ])
                : what === 'one'
                  ? vault.secrets.delete(path, [2])
                  : what === 'expire'
                    ? vault.secrets.updateMetadata(path, { deleteVersionAfter: 60 })
                    : what === 'rollback'
                      ? vault.secrets.rollback(path, 1)
                      : what === 'metadata'
                        ? vault.secrets.updateMetadata(path, {
                            tags: [`t${value}`],
                            set: [['k', `v${value}`]],
                          })
                        : vault.secrets[what as 'delete'](path);
          // What the rules refuse is refused.
          await work.catch((error: unknown) => failureOf(error) ?? Promise.reject(error));
        };
        fs.rmSync(at('a'), { force: true });
        const [a, b] = await parted(async (vault) => {
          for (const one of past) await act(vault, one);
        });
        for (const one of since) await act(one.who === 'a' ? a : b, one);
        const [ours, theirs] = [await everything(a), await everything(b)];
        await mergeVault(a, b);
        const merged = await everything(a);
        for (const before of [ours, theirs])
          for (const [where, values] of before)
            for (const one of values)
              if (one !== 'deleted') expect(await holds(a, where, one), `${where}: ${one}`).toBe(true);
        for (const [where, values] of merged) {
          const known = [...(ours.get(where) ?? []), ...(theirs.get(where) ?? [])];
          for (const one of values) expect(known).toContain(one);
        }
        for (const info of await a.secrets.list('', { deleted: true })) {
          const numbers = info.versions.map(({ version }) => version);
          expect(numbers).toEqual([...new Set(numbers)].sort((x, y) => x - y));
          expect(info.newest).toBe(numbers.at(-1));
        }
        expect(await mergeVault(a, b)).toMatchObject({ added: [], changed: [], versions: 0 });
        await mergeVault(b, a);
        expect(await everything(b)).toEqual(merged);
        expect(await mergeVault(a, b)).toMatchObject({ added: [], changed: [], versions: 0 });
        expect((await a.verify()).damaged).toEqual([]);
        await Promise.all([a.lock(), b.lock()]);
      },
    ),
    {
      numRuns: process.env['HOLDFAST_LONG'] === '1' ? 500 : 40,
      examples: [
        [[], [tie('a'), tie('b')]],
        [[], [tie('b'), tie('a')]],
        [
          [tie('a')],
          [
            { ...tie('a'), what: 'expire' },
            { ...tie('b'), what: 'metadata' },
          ],
        ],
        [
          [tie('a')],
          [
            { ...tie('b'), what: 'expire' },
            { ...tie('a'), what: 'metadata' },
          ],
        ],
      ],
    },
  );
  expect(run).toBeGreaterThan(10);
}, 600_000);

it('brings the keys of the cipher along: what either copy encrypted can be decrypted, also under one name', async () => {
  const [a, b] = await parted(async (vault) => void (await vault.cipher.newKey('common')));
  const made = async (vault: Vault, name: string) => {
    const { header, fileKey } = await vault.cipher.newKey(name);
    return { header: parseCipherHeader(header), fileKey };
  };
  const files = [
    await made(b, 'theirs'),
    await made(b, 'both'),
    await made(a, 'both'),
    await made(b, 'common'),
  ];
  const dry = await mergeVault(a, b, { dry: true });
  expect(dry.keys).toEqual(['both', 'theirs']);
  await expect(a.cipher.keys((files[0] as (typeof files)[0]).header)).rejects.toThrow('not-found');
  expect((await mergeVault(a, b)).keys).toEqual(['both', 'theirs']);
  for (const { header, fileKey } of files) {
    const keys = (await a.cipher.keys(header)).map((key) => Buffer.from(key).toString('hex'));
    expect(keys).toContain(Buffer.from(fileKey).toString('hex'));
  }
  const { fileKey, header } = await made(a, 'both');
  expect(Buffer.from((await a.cipher.keys(header))[0] ?? []).equals(Buffer.from(fileKey))).toBe(true);
  expect((await mergeVault(a, b)).keys).toEqual([]);
  await mergeVault(b, a);
  expect((await mergeVault(a, b)).keys).toEqual([]);
  expect((await b.cipher.keys((files[2] as (typeof files)[0]).header)).length).toBe(2);
  await Promise.all([a.lock(), b.lock()]);
});

/** True when some version of a secret holds a value, deleted ones looked at too. */
async function holds(vault: Vault, where: string, value: string): Promise<boolean> {
  const copies = vault.copies ?? expect.unreachable();
  const entry = await copies.entry(where);
  if (entry === undefined) return false;
  for (const version of entry.versions)
    if (version.ref !== undefined && (await copies.fields(entry, version))[0]?.value === value) return true;
  return false;
}

/** Another program writes just before each of so many commits of the merge. */
function overtaken(vault: Vault, other: Vault, times: number): void {
  const apply = vault.secrets.apply.bind(vault.secrets);
  const spy = vi.spyOn(vault.secrets, 'apply');
  for (let i = 0; i < times; i++) {
    spy.mockImplementationOnce(async (changes) => {
      await other.secrets.put('p', secret(`meanwhile ${i}`));
      return apply(changes);
    });
  }
}

it('overtaken by a write it is planned anew, three times at most', async () => {
  const [a, b] = await parted(async (vault) => {
    await vault.secrets.put('p', secret('one'));
  });
  time = 2_000;
  await b.secrets.put('p', secret('there'));
  time = 3_000;
  const other = await open('a');
  overtaken(a, other, 3);
  expect(failureOf(await mergeVault(a, b).catch((error) => error))).toMatchObject({ code: 'conflict' });
  overtaken(a, other, 2);
  await mergeVault(a, b);
  expect((await everything(a)).get('p')).toEqual(
    expect.arrayContaining(['one', 'there', 'meanwhile 0', 'meanwhile 1', 'meanwhile 2']),
  );
  await Promise.all([a.lock(), b.lock(), other.lock()]);
});

it('takes over long files, once, and keeps those that both copies have', async () => {
  const [one, two, three] = [1, 2, 3].map((n) => fileBytes(1_100_000, n)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const put = (vault: Vault, path: string, bytes: Uint8Array) =>
    vault.secrets.apply([storeFile(bytes, [], path)]);
  const [a, b] = await parted((vault) => put(vault, 'p', one).then(() => undefined));
  time = 2_000;
  await b.secrets.patch('p', { set: secret('kept') });
  await put(b, 'p', two);
  await put(b, 'q', three);
  const before = fs.statSync(at('a')).size;
  const report = await mergeVault(a, b);
  expect([report.added, report.changed, report.versions, report.unreadable]).toEqual([['q'], ['p'], 3, []]);
  const read = async (path: string, version: number) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await a.secrets.file(path, 'image', version)).pieces()) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  for (const [path, version, bytes] of [
    ['p', 1, one],
    ['p', 2, one],
    ['p', 3, two],
    ['q', 1, three],
  ] as const)
    expect((await read(path, version)).equals(bytes)).toBe(true);
  // Two files came along, and none a second time.
  expect(fs.statSync(at('a')).size - before).toBeLessThan(2_600_000);
  expect((await a.verify()).damaged).toEqual([]);
  expect((await mergeVault(a, b)).versions).toBe(0);
  expect((await mergeVault(b, a)).versions).toBe(0);
  await Promise.all([a.lock(), b.lock()]);
});
