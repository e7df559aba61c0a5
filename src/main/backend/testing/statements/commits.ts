import { expect, it } from 'vitest';
import { failureOf } from '../../../../shared/failure.ts';
import type { Change } from '../../changes.ts';
import { type Harness, readAll, refusal, value } from '../harness.ts';
import {
  type AnyChange,
  appendAudit,
  destroySecret,
  storeSecret,
  storeSetting,
  writeMixed,
} from '../write.ts';

/** Statements 21 to 23 and 25: transactions, and several backends over one store. */
export function commitStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const store = (path: string, text: string): Change => ({ op: 'store', path, fields: value(text) });

  it('21: a transaction whose last change is invalid changes nothing', async () => {
    await backend().write([
      store('a', '1'),
      store('b', '1'),
      { op: 'setting', name: 'theme', value: 'dark' },
    ]);
    const before = await readAll(backend());
    const revision = backend().revision();
    const good: AnyChange[] = [
      store('a', '2'),
      { op: 'delete', path: 'a', versions: [1] },
      { op: 'destroy', path: 'b', versions: [1] },
      { op: 'metadata', path: 'a', patch: { tags: ['x'] } },
      { op: 'move', from: 'a', to: 'c' },
      { op: 'setting', name: 'theme', value: 'light' },
      { op: 'policy', policy: { name: 'p', spiffeIdPattern: 'x', pathPattern: 'y', permissions: ['read'] } },
      { op: 'audit', entry: { time: 1, client: 'cli', action: 'x', outcome: 'done' } },
    ];
    const bad: AnyChange[] = [
      store('a//b', 'x'),
      { ...store('b', 'x'), op: 'store', fields: value('x'), path: 'b', expect: 7 },
      { op: 'delete', path: 'none' },
      { op: 'destroy', path: 'b', versions: [9] },
      { op: 'move', from: 'b', to: 'c' },
      { op: 'delete-policy', name: 'none' },
      { op: 'delete-client', name: 'none' },
      { op: 'forget', path: 'none' },
      { op: 'metadata', path: 'b', patch: { maxVersions: -1 } },
    ];
    for (const last of bad) {
      await refusal(writeMixed(backend(), [...good, last]));
      expect(await readAll(backend()), JSON.stringify(last)).toEqual(before);
      expect(backend().revision()).toBe(revision);
    }
    await harness().reopen();
    expect(await readAll(backend())).toEqual(before);
  });

  it('21: a transaction is one commit, each change on top of the one before, one outcome each', async () => {
    const revision = backend().revision();
    const outcomes = await backend().write([
      store('a', '1'),
      store('a', '2'),
      { op: 'destroy', path: 'a', versions: [2] },
      { op: 'move', from: 'a', to: 'b' },
      store('a', 'new'),
    ]);
    expect(outcomes.map((outcome) => outcome.version)).toHaveLength(5);
    expect([outcomes[0]?.version, outcomes[1]?.version, outcomes[4]?.version]).toEqual([1, 2, 1]);
    expect(backend().revision()).toBe(revision + 1);
    expect(await backend().loadSecret('b')).toMatchObject({ version: 1, fields: value('1') });
    expect(await backend().loadSecret('a')).toMatchObject({ version: 1, fields: value('new') });
    expect(await backend().write([])).toEqual([]);
  });

  it('21: calls made at once are done one after the other, none lost', async () => {
    const versions = await Promise.all(
      Array.from({ length: 30 }, (_, n) => storeSecret(backend(), 'hot', value(`${n}`))),
    );
    expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  it('what was handed over or out is a copy: changing it later changes nothing stored', async () => {
    const fields = [{ name: 'f', type: 'text' as const, value: 'before' }];
    await storeSecret(backend(), 'a', fields);
    fields[0] = { name: 'f', type: 'text', value: 'after' };
    fields.push({ name: 'g', type: 'text', value: 'after' });
    expect((await backend().loadSecret('a'))?.fields).toEqual([{ name: 'f', type: 'text', value: 'before' }]);
  });
}

/** The same for stores that two backends can share. */
export function sharedStatements(harness: () => Harness): void {
  const two = async () => {
    const a = harness().backend;
    const b = await harness().attach();
    await b.initialize();
    return { a, b };
  };

  it('23: of two writers at one revision the second is retried on top of the first', async () => {
    const { a, b } = await two();
    await storeSecret(a, 'a', value('1'));
    await storeSecret(b, 'b', value('1'));
    await storeSecret(a, 'both', value('from a'));
    expect(await storeSecret(b, 'both', value('from b'))).toBe(2);
    await a.refresh();
    for (const backend of [a, b]) {
      expect((await backend.listSecrets('')).map((info) => info.path)).toEqual(['a', 'b', 'both']);
      expect((await backend.loadSecret('both', 1))?.fields).toEqual(value('from a'));
      expect((await backend.loadSecret('both', 2))?.fields).toEqual(value('from b'));
    }
    expect(a.revision()).toBe(b.revision());
    await b.close();
  });

  it('23: what was checked against an old state is checked again: the second loses a check-and-set', async () => {
    const { a, b } = await two();
    await storeSecret(a, 'x', value('1'));
    await b.refresh();
    await storeSecret(a, 'x', value('2'), { expect: 1 });
    const failure = await refusal(storeSecret(b, 'x', value('lost'), { expect: 1 }));
    expect(failure).toEqual({ code: 'conflict', expected: 1, found: 2 });
    expect((await b.loadSecret('x'))?.fields).toEqual(value('2'));
    await b.close();
  });

  it('23: many calls of two backends at once all arrive', async () => {
    const { a, b } = await two();
    const calls = [a, b].flatMap((backend, n) =>
      Array.from({ length: 20 }, () => storeSecret(backend, 'hot', value(`${n}`))),
    );
    const versions = (await Promise.all(calls)).sort((x, y) => x - y);
    expect(versions).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    await b.close();
  });

  it('23: refresh takes up what the other wrote, policies and settings too, and tells whether it did', async () => {
    const { a, b } = await two();
    expect(await b.refresh()).toBe(false);
    await storeSetting(a, 'theme', 'dark');
    await appendAudit(a, { time: 1, client: 'cli', action: 'read', outcome: 'done' });
    expect(await b.refresh()).toBe(true);
    expect(await readAll(b)).toEqual(await readAll(a));
    await appendAudit(b, { time: 2, client: 'cli', action: 'read', outcome: 'done' });
    await a.refresh();
    expect((await a.readAudit()).map((entry) => entry.time)).toEqual([1, 2]);
    await b.close();
  });

  it('25: a reader with an old manifest still reads it while a writer commits and collects', async () => {
    const { a, b: reader } = await two();
    await a.write(
      Array.from({ length: 20 }, (_, n) => ({ op: 'store', path: `p/${n}`, fields: value('old') })),
    );
    await reader.refresh();
    for (let n = 0; n < 20; n++) {
      for (let round = 0; round < 11; round++)
        if (n < 3 || round === 0) await storeSecret(a, `p/${n}`, value('new'));
    }
    harness().clock.advance(59 * 60_000);
    await a.collect();
    for (let n = 3; n < 20; n++) expect((await reader.loadSecret(`p/${n}`, 1))?.fields).toEqual(value('old'));
    for (let n = 0; n < 3; n++)
      expect((await reader.loadSecret(`p/${n}`))?.fields[0]?.value).toMatch(/old|new/);
    await reader.close();
  });

  it('25: a version destroyed while it is being read reads as gone or as it was, not as damage', async () => {
    const { backend: a } = harness();
    for (let round = 0; round < 20; round++) {
      const path = `x/${round}`;
      await storeSecret(a, path, value('1'));
      const destroying = destroySecret(a, path, [1]);
      const reads: Promise<string>[] = [];
      for (let turn = 0; turn < 12; turn++) {
        const read = a.loadSecret(path, 1).then(
          (found) => found?.fields[0]?.value ?? 'none',
          (error) => failureOf(error)?.code ?? String(error),
        );
        reads.push(read);
        await (turn % 3 === 0 ? new Promise(setImmediate) : undefined);
      }
      await destroying;
      for (const heard of await Promise.all(reads)) expect(['1', 'not-found']).toContain(heard);
    }
    expect(await storeSecret(a, 'still writable', value('x'))).toBe(1);
  });

  it('25: a version destroyed by another program reads as gone, not as damage', async () => {
    const { a, b: reader } = await two();
    await storeSecret(a, 'x', value('1'));
    await storeSecret(a, 'x', value('2'));
    await reader.refresh();
    await destroySecret(a, 'x', [1]);
    expect(await refusal(reader.loadSecret('x', 1))).toMatchObject({ code: 'not-found', what: 'version' });
    expect((await reader.loadSecret('x'))?.fields).toEqual(value('2'));
    await reader.close();
  });
}
