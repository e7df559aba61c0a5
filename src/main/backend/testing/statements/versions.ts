import { expect, it } from 'vitest';
import { defaultMaxVersions } from '../../../../shared/secret.ts';
import type { Field } from '../../../../shared/secret-schema.ts';
import { contentDigest } from '../../format/content.ts';
import { type Harness, refusal, secret, value } from '../harness.ts';
import {
  appendAudit,
  deleteClient,
  deletePolicy,
  deleteSecret,
  destroySecret,
  moveSecret,
  storeClient,
  storePolicy,
  storeSecret,
  storeSetting,
  undeleteSecret,
  updateMetadata,
} from '../write.ts';
import { fileBytes, storeFile } from './attachments.ts';

const path = 'prod/db/orders';

/** Statements 1 to 9: secrets and their versions. */
export function versionStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const info = async () => (await backend().loadInfo(path)) ?? expect.unreachable('no such secret');
  const storeMany = async (count: number) => {
    for (let n = 1; n <= count; n++) expect(await storeSecret(backend(), path, value(`v${n}`))).toBe(n);
  };
  const load = async (version?: number) => {
    const found = await backend().loadSecret(path, version);
    return [found?.version, found?.fields[0]?.value];
  };

  it('reads all versions of several secrets in one go, but for those that are destroyed', async () => {
    await storeMany(3);
    await storeSecret(backend(), 'b', value('b1'));
    await deleteSecret(backend(), 'b');
    await storeSecret(backend(), 'gone', value('g1'));
    await destroySecret(backend(), 'gone', [1]);
    await destroySecret(backend(), path, [2]);
    const entryOf = async (at: string) => (await backend().histories.entry(at)) ?? expect.unreachable();
    const before = [await entryOf(path), await entryOf('gone'), await entryOf('b')];
    const wanted = [[value('v1'), value('v3')], [], [value('b1')]];
    expect(await backend().histories.fieldsOf(before)).toEqual(wanted);
    await storeSecret(backend(), path, value('v4'));
    expect(await backend().histories.fieldsOf(before)).toEqual(wanted);
    expect(await backend().histories.fieldsOf([])).toEqual([]);
  });

  it('tells what the newest versions of many secrets hold, but for those with long files', async () => {
    await storeMany(3);
    await storeSecret(backend(), 'b', value('b1'));
    await storeSecret(backend(), 'c', value('c1'));
    await deleteSecret(backend(), 'c');
    await storeSecret(backend(), 'not', value('asked for'));
    await destroySecret(backend(), path, [2]);
    await backend().write([storeFile(fileBytes(200_000), [], 'long')]);
    const found: Record<string, string[]> = {};
    const counts: Record<string, number> = { [path]: 2, b: 5, c: 1, long: 1, none: 1 };
    await backend().histories.digests({
      wanted: (at) => counts[at] ?? 0,
      hear: (at, digest) => {
        found[at] = [...(found[at] ?? []), digest];
      },
    });
    const digests = (...texts: string[]) => texts.map((text) => contentDigest(value(text)));
    expect(found).toEqual({ [path]: digests('v1', 'v3'), b: digests('b1'), c: digests('c1') });
  });

  it('1: a path never stored loads as undefined', async () => {
    expect(await backend().loadSecret(path)).toBeUndefined();
    expect(await backend().loadSecret(path, 1)).toBeUndefined();
    expect(await backend().loadInfo(path)).toBeUndefined();
    await storeMany(1);
    expect(await backend().loadSecret('prod/db')).toBeUndefined();
    expect(await backend().loadSecret('prod/db/orders/x')).toBeUndefined();
  });

  it('1: every call refuses with closed, before initialize and after close', async () => {
    const fresh = await harness().attach();
    const calls = [
      () => fresh.refresh(),
      () => storeSecret(fresh, path, value('x')),
      () => fresh.loadSecret(path),
      () => fresh.loadInfo(path),
      () => fresh.loadAllSecrets(),
      () => fresh.listSecrets(''),
      () => deleteSecret(fresh, path),
      () => undeleteSecret(fresh, path),
      () => destroySecret(fresh, path, [1]),
      () => updateMetadata(fresh, path, {}),
      () => moveSecret(fresh, path, 'other'),
      () =>
        storePolicy(fresh, { name: 'p', spiffeIdPattern: '.*', pathPattern: '.*', permissions: ['read'] }),
      () => fresh.loadPolicy('p'),
      () => fresh.loadAllPolicies(),
      () => deletePolicy(fresh, 'p'),
      () => storeClient(fresh, { name: 'c', spiffeId: 'spiffe://x/c', key: 'k' }),
      () => fresh.loadClient('c'),
      () => fresh.loadAllClients(),
      () => deleteClient(fresh, 'c'),
      () => storeSetting(fresh, 's', 'x'),
      () => fresh.loadSetting('s'),
      () => appendAudit(fresh, { time: 1, client: 'c', action: 'read', outcome: 'done' }),
      () => fresh.readAudit(),
      () => fresh.write([]),
      () => fresh.write([{ op: 'store', path, fields: value('x') }]),
      async () => fresh.keySlots(),
      async () => fresh.revision(),
      () => fresh.storeKeySlots([]),
      () => fresh.rotate(),
      () => fresh.verify(),
      () => fresh.collect(),
    ];
    for (const call of calls) expect(await refusal(call), String(call)).toEqual({ code: 'closed' });
    await fresh.initialize();
    await fresh.close();
    for (const call of calls) expect(await refusal(call), String(call)).toEqual({ code: 'closed' });
    await fresh.close();
  });

  it('2: versions count from 1, and no number is used twice, even after destroy', async () => {
    await storeMany(3);
    await destroySecret(backend(), path, [3]);
    expect(await storeSecret(backend(), path, value('v4'))).toBe(4);
    await destroySecret(backend(), path, [1, 2, 4]);
    await harness().reopen();
    expect(await storeSecret(backend(), path, value('v5'))).toBe(5);
    expect(await load()).toEqual([5, 'v5']);
  });

  it('2: nor when another secret is moved onto a destroyed one', async () => {
    await storeMany(3);
    await destroySecret(backend(), path, [1, 2, 3]);
    await storeSecret(backend(), 'other', value('v1'));
    await moveSecret(backend(), 'other', path);
    expect(await load()).toEqual([1, 'v1']);
    expect(await storeSecret(backend(), path, value('v4'))).toBe(4);
  });

  it('3: load gives the highest version that is not destroyed, and version 0 where that one is deleted', async () => {
    await storeMany(4);
    expect(await load()).toEqual([4, 'v4']);
    await destroySecret(backend(), path, [4]);
    expect(await load()).toEqual([3, 'v3']);
    await deleteSecret(backend(), path, [2]);
    expect(await load()).toEqual([3, 'v3']);
    await deleteSecret(backend(), path, [3]);
    await harness().reopen();
    const none = await backend().loadSecret(path);
    expect(none).toMatchObject({ path, version: 0, fields: [] });
    expect(none?.info).toMatchObject({ current: 0, oldest: 1, newest: 4, fields: [] });
    expect(await load(1)).toEqual([1, 'v1']);
    await destroySecret(backend(), path, [3]);
    expect(await load()).toEqual([0, undefined]);
    await undeleteSecret(backend(), path, [2]);
    expect(await load()).toEqual([2, 'v2']);
  });

  it('3: a version asked for by number is that one; missing, deleted or destroyed ones are not-found', async () => {
    await storeMany(4);
    expect(await load(2)).toEqual([2, 'v2']);
    await deleteSecret(backend(), path, [3]);
    await destroySecret(backend(), path, [4]);
    for (const version of [3, 4, 5, -1, 1.5]) {
      const failure = await refusal(backend().loadSecret(path, version));
      expect(failure).toMatchObject({ code: 'not-found', what: 'version' });
    }
  });

  const readable = async () => {
    const numbers = [];
    for (const { version } of (await info()).versions)
      if (
        await backend()
          .loadSecret(path, version)
          .catch(() => undefined)
      )
        numbers.push(version);
    return numbers;
  };
  /** Versions from the first deadline to the last: each lives that long. */
  const storeExpiring = async (...times: readonly (number | null)[]) => {
    for (const after of times) {
      const n = await storeSecret(backend(), path, value('x'), {});
      if (n === 1) await destroySecret(backend(), path, [1]);
      await updateMetadata(backend(), path, { deleteVersionAfter: after });
    }
    await storeSecret(backend(), path, value('x'));
  };

  it('4: delete without versions deletes every live one softly, in one commit with one time', async () => {
    await storeMany(3);
    await destroySecret(backend(), path, [2]);
    harness().clock.advance(5_000);
    const at = harness().clock.now();
    const revision = backend().revision();
    await deleteSecret(backend(), path);
    expect(backend().revision()).toBe(revision + 1);
    expect((await info()).versions).toEqual([
      { version: 1, created: at - 5_000, deleted: at },
      { version: 2, created: at - 5_000, destroyed: true },
      { version: 3, created: at - 5_000, deleted: at },
    ]);
    await harness().reopen();
    expect(await load()).toEqual([0, undefined]);
    expect(await readable()).toEqual([]);
    const failure = { code: 'not-found', what: 'live', name: path };
    expect(await refusal(deleteSecret(backend(), path))).toEqual(failure);
    await undeleteSecret(backend(), path);
    expect(await load()).toEqual([3, 'v3']);
    expect((await info()).versions[2]).toEqual({ version: 3, created: at - 5_000 });
  });

  it('4: undelete without versions brings back what the last delete took, also of two within one millisecond', async () => {
    await storeMany(4);
    await deleteSecret(backend(), path, [1, 3]);
    await deleteSecret(backend(), path);
    await harness().reopen();
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([2, 4]);
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([1, 2, 3, 4]);
    const failure = { code: 'not-found', what: 'deleted', name: path };
    expect(await refusal(undeleteSecret(backend(), path))).toEqual(failure);
  });

  it('4: the last delete is told also where the clock was set back', async () => {
    await storeMany(3);
    await deleteSecret(backend(), path, [1]);
    harness().clock.advance(-60_000);
    await deleteSecret(backend(), path);
    expect(await load()).toEqual([0, undefined]);
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([2, 3]);
  });

  it('4: what is stored after a delete is current, and undelete still brings back what the delete took', async () => {
    await storeMany(2);
    await deleteSecret(backend(), path);
    expect(await storeSecret(backend(), path, value('v3'), { expect: 2 })).toBe(3);
    expect(await load()).toEqual([3, 'v3']);
    expect(await readable()).toEqual([3]);
    await undeleteSecret(backend(), path);
    expect(await load()).toEqual([3, 'v3']);
    expect(await readable()).toEqual([1, 2, 3]);
  });

  it('4: a delete neither lengthens nor shortens the life that a version still has', async () => {
    await storeExpiring(30_000, 60_000);
    const before = await info();
    await deleteSecret(backend(), path);
    harness().clock.advance(10_000);
    await undeleteSecret(backend(), path);
    await harness().reopen();
    expect((await info()).versions).toEqual(before.versions);
    expect(await readable()).toEqual([2, 3]);
    harness().clock.advance(20_000);
    expect(await readable()).toEqual([3]);
    harness().clock.advance(30_000);
    expect(await load()).toEqual([0, undefined]);
  });

  it('4: of what expired while it was deleted, the highest comes back and the rest stays expired', async () => {
    await storeExpiring(30_000, 60_000);
    await deleteSecret(backend(), path);
    harness().clock.advance(60_000);
    expect(await load()).toEqual([0, undefined]);
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([3]);
    harness().clock.advance(1_000_000);
    expect((await load())[0]).toBe(3);
  });

  it('4: a delete takes no version that has expired, and undelete of an expired secret brings its current one back', async () => {
    await storeExpiring(60_000, 30_000);
    harness().clock.advance(30_000);
    expect(await readable()).toEqual([2]);
    await deleteSecret(backend(), path);
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([2]);
    await undeleteSecret(backend(), path);
    expect(await readable()).toEqual([2, 3]);
    harness().clock.advance(30_000);
    expect(await readable()).toEqual([3]);
    // Only the current one does: what expired below a live version is brought back by its number.
    expect(await refusal(undeleteSecret(backend(), path))).toMatchObject({ what: 'deleted' });
    await undeleteSecret(backend(), path, [2]);
    expect(await readable()).toEqual([2, 3]);
  });

  it('5: delete and undelete touch the listed versions only', async () => {
    await storeMany(5);
    await deleteSecret(backend(), path, [2, 4]);
    const deleted = async () =>
      (await info()).versions.filter((v) => v.deleted !== undefined).map((v) => v.version);
    expect(await deleted()).toEqual([2, 4]);
    await undeleteSecret(backend(), path, [4]);
    expect(await deleted()).toEqual([2]);
    expect(await load(4)).toEqual([4, 'v4']);
  });

  it('5: a version that does not exist is a failure that names it, and nothing changes', async () => {
    await storeMany(2);
    await deleteSecret(backend(), path, [1]);
    const before = await info();
    const revision = backend().revision();
    for (const call of [
      () => deleteSecret(backend(), path, [2, 99]),
      () => undeleteSecret(backend(), path, [1, 99]),
      () => destroySecret(backend(), path, [2, 99]),
    ]) {
      const failure = await refusal(call);
      expect(failure).toMatchObject({
        code: 'not-found',
        what: 'version',
        name: expect.stringContaining('99'),
      });
    }
    expect(await info()).toEqual(before);
    expect(backend().revision()).toBe(revision);
    for (const call of [
      () => deleteSecret(backend(), 'none'),
      () => undeleteSecret(backend(), 'none', [1]),
      () => destroySecret(backend(), 'none', [1]),
      () => updateMetadata(backend(), 'none', { maxVersions: 3 }),
    ]) {
      expect(await refusal(call)).toEqual({ code: 'not-found', what: 'secret', name: 'none' });
    }
    expect(await backend().loadInfo('none')).toBeUndefined();
  });

  it('6: destroy is for good, metadata says so, undelete refuses', async () => {
    await storeMany(3);
    await deleteSecret(backend(), path, [1]);
    await destroySecret(backend(), path, [1, 3]);
    await harness().reopen();
    const { versions, current, oldest, newest } = await info();
    expect(versions.map((v) => [v.version, v.destroyed])).toEqual([
      [1, true],
      [2, undefined],
      [3, true],
    ]);
    expect([current, oldest, newest]).toEqual([2, 1, 3]);
    for (const version of [1, 3]) {
      const failure = await refusal(undeleteSecret(backend(), path, [version]));
      expect(failure).toMatchObject({ code: 'bad-input', what: 'version', number: version });
      expect(await refusal(backend().loadSecret(path, version))).toMatchObject({ code: 'not-found' });
    }
    expect(await load()).toEqual([2, 'v2']);
  });

  it('7: beyond maxVersions the oldest go, and a lower limit prunes at the next store', async () => {
    const listed = async () => (await info()).versions.map((v) => v.version);
    await storeMany(12);
    expect(await listed()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await info()).toMatchObject({
      oldest: 3,
      newest: 12,
      current: 12,
      maxVersions: defaultMaxVersions,
    });
    expect(await refusal(backend().loadSecret(path, 2))).toMatchObject({
      code: 'not-found',
      what: 'version',
    });
    await updateMetadata(backend(), path, { maxVersions: 2 });
    expect(await listed()).toHaveLength(10);
    await storeSecret(backend(), path, value('v13'));
    await harness().reopen();
    expect(await listed()).toEqual([12, 13]);
    expect(await info()).toMatchObject({ oldest: 12, maxVersions: 2 });
    await updateMetadata(backend(), path, { maxVersions: null });
    expect((await info()).maxVersions).toBe(defaultMaxVersions);
  });

  it('8: check-and-set compares with the highest number ever given; 0: never stored', async () => {
    expect(await refusal(storeSecret(backend(), path, value('x'), { expect: 1 }))).toEqual({
      code: 'conflict',
      expected: 1,
      found: 0,
    });
    expect(await backend().loadInfo(path)).toBeUndefined();
    expect(await storeSecret(backend(), path, value('v1'), { expect: 0 })).toBe(1);
    const finds = async (found: number) => {
      for (const expected of [0, 1, 2, 3, 4].filter((n) => n !== found))
        expect(await refusal(storeSecret(backend(), path, value('x'), { expect: expected }))).toEqual({
          code: 'conflict',
          expected,
          found,
        });
    };
    await finds(1);
    expect(await storeSecret(backend(), path, value('v2'), { expect: 1 })).toBe(2);
    expect(await storeSecret(backend(), path, value('v3'), { expect: 2 })).toBe(3);
    await destroySecret(backend(), path, [3]);
    expect(await load()).toEqual([2, 'v2']);
    await finds(3);
    await deleteSecret(backend(), path, [2]);
    await finds(3);
    await deleteSecret(backend(), path);
    await finds(3);
    await destroySecret(backend(), path, [2]);
    await finds(3);
    await destroySecret(backend(), path, [1]);
    await finds(3);
    expect(await storeSecret(backend(), path, value('v4'), { expect: 3 })).toBe(4);
    expect(await load()).toEqual([4, 'v4']);
    await backend().write([{ op: 'forget', path }]);
    expect(await storeSecret(backend(), path, value('v1'), { expect: 0 })).toBe(1);
  });

  it('8: a store over one version is refused where another is current, or that one was deleted', async () => {
    await storeMany(2);
    const over = (n: number) => backend().write([{ op: 'store', path, fields: value('next'), over: n }]);
    expect(await refusal(over(1))).toEqual({ code: 'conflict', expected: 1, found: 2 });
    await deleteSecret(backend(), path, [2]);
    expect(await refusal(over(2))).toEqual({ code: 'conflict', expected: 2, found: 0 });
    await undeleteSecret(backend(), path);
    await over(2);
    expect(await load()).toEqual([3, 'next']);
  });

  it('8: a fresh store goes where nothing is left, and its number goes on', async () => {
    const fresh = () => backend().write([{ op: 'store', path, fields: value('fresh'), fresh: true }]);
    await fresh();
    expect(await refusal(fresh())).toEqual({ code: 'conflict', expected: 0, found: 1 });
    await deleteSecret(backend(), path);
    expect(await refusal(fresh())).toEqual({ code: 'conflict', expected: 0, found: 1 });
    await destroySecret(backend(), path, [1]);
    await fresh();
    expect(await load()).toEqual([2, 'fresh']);
  });

  it('forget takes a secret with its metadata; only if it counts as deleted, where that is asked', async () => {
    await storeMany(2);
    await updateMetadata(backend(), path, { tags: ['t'], set: [['k', 'v']] });
    await backend().write([{ op: 'forget', path, ifDeleted: true }]);
    expect(await load()).toEqual([2, 'v2']);
    await deleteSecret(backend(), path, [2]);
    await backend().write([{ op: 'forget', path, ifDeleted: true }]);
    expect(await backend().loadInfo(path)).toBeUndefined();
    await backend().write([{ op: 'forget', path, ifDeleted: true }]);
    expect(await refusal(backend().write([{ op: 'forget', path }]))).toMatchObject({
      code: 'not-found',
    });
    await storeMany(1);
    expect(await info()).toMatchObject({ tags: [], custom: [] });
  });

  it('8: with casRequired a store must say what it expects', async () => {
    await storeMany(1);
    await updateMetadata(backend(), path, { casRequired: true });
    await refusal(storeSecret(backend(), path, value('x')));
    expect(await storeSecret(backend(), path, value('v2'), { expect: 1 })).toBe(2);
  });

  it('9: a store merges nothing', async () => {
    const fields: Field[] = [secret('password', 'p'), { name: 'user', type: 'text', value: 'app' }];
    await storeSecret(backend(), path, fields);
    await storeSecret(backend(), path, [secret('token', 't')]);
    expect((await backend().loadSecret(path))?.fields).toEqual([secret('token', 't')]);
    expect((await backend().loadSecret(path, 1))?.fields).toEqual(fields);
    expect((await info()).fields).toEqual([{ name: 'token', type: 'secret' }]);
  });
}
