import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { latestTime, limits } from '../../../shared/secret.ts';
import type { Field, MetadataPatch } from '../../../shared/secret-schema.ts';
import type { Change, MergeChange } from '../changes.ts';
import { type Attachment, digestOf } from '../format/attachment.ts';
import type { Entry, Ref } from '../format/entry.ts';
import { applyChange } from './change.ts';
import type { Draft } from './draft-shape.ts';

const idOf = (n: number) => n.toString(16).padStart(32, '0') as ObjectId;

/** A draft of plain maps that notes what was dropped, and why. */
class Noted implements Draft {
  readonly entries = new Map<string, Entry>();
  readonly versions = new Map<ObjectId, readonly Field[]>();
  readonly dropped: [ObjectId, string][] = [];

  entry(path: string) {
    return this.entries.get(path);
  }
  setEntry(path: string, entry: Entry | undefined) {
    if (entry === undefined) this.entries.delete(path);
    else this.entries.set(path, entry);
  }
  addVersion(fields: readonly Field[]): Ref {
    const id = idOf(this.versions.size + 1);
    this.versions.set(id, fields);
    return { id, term: 1 };
  }
  async readVersion(ref: Ref) {
    return this.versions.get(ref.id) ?? [];
  }
  dropVersion({ id }: Ref, why: 'destroyed' | 'retired') {
    this.dropped.push([id, why]);
  }
  addAttachment(bytes: Uint8Array): Attachment {
    return { key: `k${bytes.length}`, size: bytes.length, digest: digestOf(bytes) };
  }
  dropAttachment({ key }: Attachment, why: 'destroyed' | 'retired') {
    this.dropped.push([key as ObjectId, why]);
  }
}

const value = (text: string): Field[] => [{ name: 'value', type: 'secret', value: text }];
let draft: Noted;
let time: number;
beforeEach(() => {
  draft = new Noted();
  time = 1_000;
});

const apply = async (change: Change) => applyChange(draft, change as Parameters<typeof applyChange>[1], time);
const store = (path = 'a', text = 'x') => apply({ op: 'store', path, fields: value(text) });
const patch = (some: MetadataPatch) => apply({ op: 'metadata', path: 'a', patch: some });
async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'taken',
    (error) => failureOf(error) ?? error,
  );
}

describe('versions', () => {
  it('that are one too many are retired, not destroyed: a reader that began before still finds them', async () => {
    await store();
    await patch({ maxVersions: 2 });
    await store();
    expect(draft.dropped).toEqual([]);
    await store();
    expect(draft.dropped).toEqual([[idOf(1), 'retired']]);
  });

  it('that are destroyed or forgotten are gone at once', async () => {
    await store();
    await store();
    await apply({ op: 'destroy', path: 'a', versions: [1] });
    expect(draft.dropped).toEqual([[idOf(1), 'destroyed']]);
    await apply({ op: 'forget', path: 'a' });
    expect(draft.dropped).toEqual([
      [idOf(1), 'destroyed'],
      [idOf(2), 'destroyed'],
    ]);
    expect(draft.entry('a')).toBeUndefined();
  });

  it('expire from their own time, and never beyond the calendar', async () => {
    await store();
    await patch({ deleteVersionAfter: 500 });
    time = 9_000;
    await apply({ op: 'store', path: 'a', fields: value('x'), at: 2_000 });
    expect(draft.entry('a')?.versions.at(-1)).toMatchObject({ created: 2_000, expires: 2_500 });
    await apply({ op: 'store', path: 'a', fields: value('x'), at: latestTime - 1 });
    expect(draft.entry('a')?.versions.at(-1)?.expires).toBe(latestTime);
  });
});

describe('limits of metadata', () => {
  beforeEach(() => store());

  it.each([
    [{ maxVersions: 1 }, true],
    [{ maxVersions: 0 }, false],
    [{ maxVersions: -1 }, false],
    [{ maxVersions: 1.5 }, false],
    [{ maxVersions: limits.maxVersions }, true],
    [{ maxVersions: limits.maxVersions + 1 }, false],
    [{ deleteVersionAfter: 1 }, true],
    [{ deleteVersionAfter: 0 }, false],
    [{ deleteVersionAfter: -1 }, false],
    [{ deleteVersionAfter: 0.5 }, false],
    [{ deleteVersionAfter: 253_402_300_799_999 - 1_000 }, true],
    [{ deleteVersionAfter: 253_402_300_799_999 - 999 }, false],
  ] as [MetadataPatch, boolean][])('%j', async (some, fits) => {
    const found = await failure(patch(some));
    if (fits) expect(found).toBe('taken');
    else expect(found).toMatchObject({ code: 'bad-input' });
  });

  it.each([
    ['key', limits.customKey, (n: number): [string, string] => ['k'.repeat(n), 'v']],
    ['value', limits.customValue, (n: number): [string, string] => ['k', 'v'.repeat(n)]],
  ])('a %s as long as may be, and one longer', async (_, limit, pair) => {
    const stored = (n: number) => apply({ op: 'store', path: 'b', fields: value('x'), custom: [pair(n)] });
    for (const set of [(n: number) => patch({ set: [pair(n)] }), stored]) {
      expect(await failure(set(limit))).toBe('taken');
      expect(await failure(set(limit + 1))).toMatchObject({ code: 'too-large', limit });
    }
  });

  it('as many pairs and tags as may be, and one more', async () => {
    const pairs = (n: number) => Array.from({ length: n }, (_, i): [string, string] => [`k${i}`, 'v']);
    expect(await failure(patch({ set: pairs(limits.custom) }))).toBe('taken');
    expect(await failure(patch({ set: [['another', 'v']] }))).toMatchObject({
      code: 'too-large',
      limit: limits.custom,
    });
    const tags = (n: number) => Array.from({ length: n }, (_, i) => `t${i}`);
    expect(await failure(patch({ tags: tags(limits.tags) }))).toBe('taken');
    expect(await failure(patch({ tags: tags(limits.tags + 1) }))).toMatchObject({
      code: 'too-large',
      limit: limits.tags,
    });
    expect(await failure(patch({ tags: ['t'.repeat(limits.tag)] }))).toBe('taken');
    expect(await failure(patch({ tags: ['t'.repeat(limits.tag + 1)] }))).toMatchObject({
      code: 'too-large',
      limit: limits.tag,
    });
  });

  it('pairs that are empty or cannot be printed are refused', async () => {
    for (const pair of [
      ['', 'v'],
      ['k', ''],
      ['k\n', 'v'],
      ['k', '\u202e'],
      ['\ud800', 'v'],
    ] as [string, string][])
      expect(await failure(patch({ set: [pair] })), JSON.stringify(pair)).toMatchObject({
        code: 'bad-input',
      });
  });
});

describe('limits of fields', () => {
  const fields = (some: Field[]) => failure(apply({ op: 'store', path: 'a', fields: some }));
  const named = (name: string, text = ''): Field => ({ name, type: 'secret', value: text });

  it('as many, as long a name and as much as may be, and one more', async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => named(`f${i}`));
    expect(await fields(many(limits.fields))).toBe('taken');
    expect(await fields(many(limits.fields + 1))).toMatchObject({ code: 'too-large', limit: limits.fields });
    expect(await fields([named('n'.repeat(limits.fieldName))])).toBe('taken');
    expect(await fields([named('n'.repeat(limits.fieldName + 1))])).toMatchObject({
      code: 'too-large',
      limit: limits.fieldName,
    });
    expect(await fields([named('n', 'x'.repeat(limits.version - 1))])).toBe('taken');
    expect(await fields([named('n', 'x'.repeat(limits.version))])).toMatchObject({
      code: 'too-large',
      limit: limits.version,
    });
  });

  it('a name that is empty or there twice, among few and among many', async () => {
    const many = Array.from({ length: 30 }, (_, i) => named(`f${i}`));
    for (const some of [[named('')], [named('a'), named('a')], [...many, named('f3')]])
      expect(await fields(some)).toMatchObject({ code: 'bad-input', what: 'field-name' });
    expect(await fields([{ name: 'a', type: 'other' as never, value: '' }])).toMatchObject({
      code: 'bad-input',
      what: 'field-type',
    });
  });
});

describe('check-and-set', () => {
  it('compares with the highest number, also of a deleted secret', async () => {
    await store();
    await patch({ casRequired: true });
    expect(await failure(store())).toMatchObject({ code: 'bad-input' });
    await apply({ op: 'delete', path: 'a', versions: [1] });
    const expecting = (expect: number) =>
      failure(apply({ op: 'store', path: 'a', fields: value('y'), expect }));
    expect(await expecting(0)).toEqual({ code: 'conflict', expected: 0, found: 1 });
    expect(await expecting(1)).toBe('taken');
  });

  it('of a form compares with what is current', async () => {
    await store();
    await store();
    const over = (n: number) => failure(apply({ op: 'store', path: 'a', fields: value('y'), over: n }));
    expect(await over(1)).toEqual({ code: 'conflict', expected: 1, found: 2 });
    expect(await over(2)).toBe('taken');
    const fresh = (path: string) => failure(apply({ op: 'store', path, fields: value('y'), fresh: true }));
    expect(await fresh('a')).toMatchObject({ code: 'conflict' });
    expect(await fresh('new')).toBe('taken');
    await apply({ op: 'destroy', path: 'a', versions: [1, 2, 3] });
    expect(await fresh('a')).toBe('taken');
  });
});

describe('a move', () => {
  it('takes no destroyed secret, and none onto another', async () => {
    await store('a');
    await store('b');
    const move = (from: string, to: string) => failure(apply({ op: 'move', from, to }));
    expect(await move('a', 'b')).toMatchObject({ code: 'exists' });
    expect(await move('none', 'c')).toMatchObject({ code: 'not-found' });
    await apply({ op: 'destroy', path: 'a', versions: [1] });
    expect(await move('a', 'c')).toMatchObject({ code: 'not-found' });
  });

  it('onto a destroyed one goes on counting from the higher number', async () => {
    await store('a');
    await store('b');
    await store('b');
    await apply({ op: 'destroy', path: 'b', versions: [1, 2] });
    await apply({ op: 'move', from: 'a', to: 'b' });
    expect(await store('b')).toEqual({ version: 3 });
  });
});

describe('a merge', () => {
  const merge = (base: MergeChange['base'], versions: MergeChange['versions']) =>
    failure(
      apply({
        op: 'merge',
        path: 'a',
        created: 1,
        updated: 1,
        newest: 3,
        tags: [],
        custom: [],
        base,
        versions,
      } as Change),
    );

  it('makes no page that nobody could read again', async () => {
    const none = { newest: 0, updated: 0 };
    expect(await merge(none, [{ n: 1, created: 1, was: '7' }])).toMatchObject({ code: 'internal' });
    expect(await merge(none, [{ n: 4, created: 1 }])).toMatchObject({ code: 'internal' });
  });

  it('is a conflict where the secret has another number or another time than the plan', async () => {
    await store();
    const { updated } = draft.entry('a') as Entry;
    const versions = [{ n: 1, created: 1, here: 1 }];
    expect(await merge({ newest: 0, updated }, versions)).toMatchObject({ code: 'conflict' });
    expect(await merge({ newest: 1, updated: updated - 1 }, versions)).toMatchObject({ code: 'conflict' });
    expect(await merge({ newest: 1, updated }, versions)).toBe('taken');
  });

  it('destroys versions that it leaves out, and no others', async () => {
    await store();
    await store();
    const { updated } = draft.entry('a') as Entry;
    expect(
      await merge({ newest: 2, updated }, [
        { n: 2, created: 1, here: 2 },
        { n: 3, created: 2, fields: value('z') },
      ]),
    ).toBe('taken');
    expect(draft.dropped).toEqual([[idOf(1), 'destroyed']]);
  });
});
