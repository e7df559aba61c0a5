import { expect, it } from 'vitest';
import { defaultMaxVersions, type Field } from '../../../../shared/secret.ts';
import { type Harness, refusal, secret, value } from '../harness.ts';

const path = 'prod/db/orders';

/** Statements 1 to 9: secrets and their versions. */
export function versionStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const info = async () => (await backend().loadInfo(path)) ?? expect.unreachable('no such secret');
  const storeMany = async (count: number) => {
    for (let n = 1; n <= count; n++) expect(await backend().storeSecret(path, value(`v${n}`))).toBe(n);
  };
  const load = async (version?: number) => {
    const found = await backend().loadSecret(path, version);
    return [found?.version, found?.fields[0]?.value];
  };

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
      () => fresh.storeSecret(path, value('x')),
      () => fresh.loadSecret(path),
      () => fresh.loadInfo(path),
      () => fresh.loadAllSecrets(),
      () => fresh.listSecrets(''),
      () => fresh.deleteSecret(path),
      () => fresh.undeleteSecret(path),
      () => fresh.destroySecret(path, [1]),
      () => fresh.updateMetadata(path, {}),
      () => fresh.moveSecret(path, 'other'),
      () => fresh.storePolicy({ name: 'p', spiffeIdPattern: '.*', pathPattern: '.*', permissions: ['read'] }),
      () => fresh.loadPolicy('p'),
      () => fresh.loadAllPolicies(),
      () => fresh.deletePolicy('p'),
      () => fresh.storeClient({ name: 'c', spiffeId: 'spiffe://x/c', key: 'k' }),
      () => fresh.loadClient('c'),
      () => fresh.loadAllClients(),
      () => fresh.deleteClient('c'),
      () => fresh.storeSetting('s', 'x'),
      () => fresh.loadSetting('s'),
      () => fresh.appendAudit({ time: 1, client: 'c', action: 'read', outcome: 'done' }),
      () => fresh.readAudit(),
      () => fresh.transaction([]),
      () => fresh.transaction([{ op: 'store', path, fields: value('x') }]),
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
    await backend().destroySecret(path, [3]);
    expect(await backend().storeSecret(path, value('v4'))).toBe(4);
    await backend().destroySecret(path, [1, 2, 4]);
    await harness().reopen();
    expect(await backend().storeSecret(path, value('v5'))).toBe(5);
    expect(await load()).toEqual([5, 'v5']);
  });

  it('2: nor when another secret is moved onto a destroyed one', async () => {
    await storeMany(3);
    await backend().destroySecret(path, [1, 2, 3]);
    await backend().storeSecret('other', value('v1'));
    await backend().moveSecret('other', path);
    expect(await load()).toEqual([1, 'v1']);
    expect(await backend().storeSecret(path, value('v4'))).toBe(4);
  });

  it('3: load gives the highest version that is not destroyed, and version 0 where that one is deleted', async () => {
    await storeMany(4);
    expect(await load()).toEqual([4, 'v4']);
    await backend().destroySecret(path, [4]);
    expect(await load()).toEqual([3, 'v3']);
    await backend().deleteSecret(path, [2]);
    expect(await load()).toEqual([3, 'v3']);
    await backend().deleteSecret(path, [3]);
    await harness().reopen();
    const none = await backend().loadSecret(path);
    expect(none).toMatchObject({ path, version: 0, fields: [] });
    expect(none?.info).toMatchObject({ current: 0, oldest: 1, newest: 4, fields: [] });
    expect(await load(1)).toEqual([1, 'v1']);
    await backend().destroySecret(path, [3]);
    expect(await load()).toEqual([0, undefined]);
    await backend().undeleteSecret(path, [2]);
    expect(await load()).toEqual([2, 'v2']);
  });

  it('3: a version asked for by number is that one; missing, deleted or destroyed ones are not-found', async () => {
    await storeMany(4);
    expect(await load(2)).toEqual([2, 'v2']);
    await backend().deleteSecret(path, [3]);
    await backend().destroySecret(path, [4]);
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
      const n = await backend().storeSecret(path, value('x'), {});
      if (n === 1) await backend().destroySecret(path, [1]);
      await backend().updateMetadata(path, { deleteVersionAfter: after });
    }
    await backend().storeSecret(path, value('x'));
  };

  it('4: delete without versions deletes every live one softly, in one commit with one time', async () => {
    await storeMany(3);
    await backend().destroySecret(path, [2]);
    harness().clock.advance(5_000);
    const at = harness().clock.now();
    const revision = backend().revision();
    await backend().deleteSecret(path);
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
    expect(await refusal(backend().deleteSecret(path))).toEqual(failure);
    await backend().undeleteSecret(path);
    expect(await load()).toEqual([3, 'v3']);
    expect((await info()).versions[2]).toEqual({ version: 3, created: at - 5_000 });
  });

  it('4: undelete without versions brings back what the last delete took, also of two within one millisecond', async () => {
    await storeMany(4);
    await backend().deleteSecret(path, [1, 3]);
    await backend().deleteSecret(path);
    await harness().reopen();
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([2, 4]);
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([1, 2, 3, 4]);
    const failure = { code: 'not-found', what: 'deleted', name: path };
    expect(await refusal(backend().undeleteSecret(path))).toEqual(failure);
  });

  it('4: the last delete is told also where the clock was set back', async () => {
    await storeMany(3);
    await backend().deleteSecret(path, [1]);
    harness().clock.advance(-60_000);
    await backend().deleteSecret(path);
    expect(await load()).toEqual([0, undefined]);
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([2, 3]);
  });

  it('4: what is stored after a delete is current, and undelete still brings back what the delete took', async () => {
    await storeMany(2);
    await backend().deleteSecret(path);
    expect(await backend().storeSecret(path, value('v3'), { expect: 2 })).toBe(3);
    expect(await load()).toEqual([3, 'v3']);
    expect(await readable()).toEqual([3]);
    await backend().undeleteSecret(path);
    expect(await load()).toEqual([3, 'v3']);
    expect(await readable()).toEqual([1, 2, 3]);
  });

  it('4: a delete neither lengthens nor shortens the life that a version still has', async () => {
    await storeExpiring(30_000, 60_000);
    const before = await info();
    await backend().deleteSecret(path);
    harness().clock.advance(10_000);
    await backend().undeleteSecret(path);
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
    await backend().deleteSecret(path);
    harness().clock.advance(60_000);
    expect(await load()).toEqual([0, undefined]);
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([3]);
    harness().clock.advance(1_000_000);
    expect((await load())[0]).toBe(3);
  });

  it('4: a delete takes no version that has expired, and undelete of an expired secret brings its current one back', async () => {
    await storeExpiring(60_000, 30_000);
    harness().clock.advance(30_000);
    expect(await readable()).toEqual([2]);
    await backend().deleteSecret(path);
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([2]);
    await backend().undeleteSecret(path);
    expect(await readable()).toEqual([2, 3]);
    harness().clock.advance(30_000);
    expect(await readable()).toEqual([3]);
    // Only the current one does: what expired below a live version is brought back by its number.
    expect(await refusal(backend().undeleteSecret(path))).toMatchObject({ what: 'deleted' });
    await backend().undeleteSecret(path, [2]);
    expect(await readable()).toEqual([2, 3]);
  });

  it('5: delete and undelete touch the listed versions only', async () => {
    await storeMany(5);
    await backend().deleteSecret(path, [2, 4]);
    const deleted = async () =>
      (await info()).versions.filter((v) => v.deleted !== undefined).map((v) => v.version);
    expect(await deleted()).toEqual([2, 4]);
    await backend().undeleteSecret(path, [4]);
    expect(await deleted()).toEqual([2]);
    expect(await load(4)).toEqual([4, 'v4']);
  });

  it('5: a version that does not exist is a failure that names it, and nothing changes', async () => {
    await storeMany(2);
    await backend().deleteSecret(path, [1]);
    const before = await info();
    const revision = backend().revision();
    for (const call of [
      () => backend().deleteSecret(path, [2, 99]),
      () => backend().undeleteSecret(path, [1, 99]),
      () => backend().destroySecret(path, [2, 99]),
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
      () => backend().deleteSecret('none'),
      () => backend().undeleteSecret('none', [1]),
      () => backend().destroySecret('none', [1]),
      () => backend().updateMetadata('none', { maxVersions: 3 }),
    ]) {
      expect(await refusal(call)).toEqual({ code: 'not-found', what: 'secret', name: 'none' });
    }
    expect(await backend().loadInfo('none')).toBeUndefined();
  });

  it('6: destroy is for good, metadata says so, undelete refuses', async () => {
    await storeMany(3);
    await backend().deleteSecret(path, [1]);
    await backend().destroySecret(path, [1, 3]);
    await harness().reopen();
    const { versions, current, oldest, newest } = await info();
    expect(versions.map((v) => [v.version, v.destroyed])).toEqual([
      [1, true],
      [2, undefined],
      [3, true],
    ]);
    expect([current, oldest, newest]).toEqual([2, 1, 3]);
    for (const version of [1, 3]) {
      const failure = await refusal(backend().undeleteSecret(path, [version]));
      expect(failure).toMatchObject({ code: 'bad-input', what: `version ${version}` });
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
    await backend().updateMetadata(path, { maxVersions: 2 });
    expect(await listed()).toHaveLength(10);
    await backend().storeSecret(path, value('v13'));
    await harness().reopen();
    expect(await listed()).toEqual([12, 13]);
    expect(await info()).toMatchObject({ oldest: 12, maxVersions: 2 });
    await backend().updateMetadata(path, { maxVersions: null });
    expect((await info()).maxVersions).toBe(defaultMaxVersions);
  });

  it('8: check-and-set compares with the highest number ever given; 0: never stored', async () => {
    expect(await refusal(backend().storeSecret(path, value('x'), { expect: 1 }))).toEqual({
      code: 'conflict',
      expected: 1,
      found: 0,
    });
    expect(await backend().loadInfo(path)).toBeUndefined();
    expect(await backend().storeSecret(path, value('v1'), { expect: 0 })).toBe(1);
    const finds = async (found: number) => {
      for (const expected of [0, 1, 2, 3, 4].filter((n) => n !== found))
        expect(await refusal(backend().storeSecret(path, value('x'), { expect: expected }))).toEqual({
          code: 'conflict',
          expected,
          found,
        });
    };
    await finds(1);
    expect(await backend().storeSecret(path, value('v2'), { expect: 1 })).toBe(2);
    expect(await backend().storeSecret(path, value('v3'), { expect: 2 })).toBe(3);
    await backend().destroySecret(path, [3]);
    expect(await load()).toEqual([2, 'v2']);
    await finds(3);
    await backend().deleteSecret(path, [2]);
    await finds(3);
    await backend().deleteSecret(path);
    await finds(3);
    await backend().destroySecret(path, [2]);
    await finds(3);
    await backend().destroySecret(path, [1]);
    await finds(3);
    expect(await backend().storeSecret(path, value('v4'), { expect: 3 })).toBe(4);
    expect(await load()).toEqual([4, 'v4']);
    await backend().transaction([{ op: 'forget', path }]);
    expect(await backend().storeSecret(path, value('v1'), { expect: 0 })).toBe(1);
  });

  it('8: a store over one version is refused where another is current, or that one was deleted', async () => {
    await storeMany(2);
    const over = (n: number) =>
      backend().transaction([{ op: 'store', path, fields: value('next'), over: n }]);
    expect(await refusal(over(1))).toEqual({ code: 'conflict', expected: 1, found: 2 });
    await backend().deleteSecret(path, [2]);
    expect(await refusal(over(2))).toEqual({ code: 'conflict', expected: 2, found: 0 });
    await backend().undeleteSecret(path);
    await over(2);
    expect(await load()).toEqual([3, 'next']);
  });

  it('8: a fresh store goes where nothing is left, and its number goes on', async () => {
    const fresh = () => backend().transaction([{ op: 'store', path, fields: value('fresh'), fresh: true }]);
    await fresh();
    expect(await refusal(fresh())).toEqual({ code: 'conflict', expected: 0, found: 1 });
    await backend().deleteSecret(path);
    expect(await refusal(fresh())).toEqual({ code: 'conflict', expected: 0, found: 1 });
    await backend().destroySecret(path, [1]);
    await fresh();
    expect(await load()).toEqual([2, 'fresh']);
  });

  it('forget takes a secret with its metadata; only if it counts as deleted, where that is asked', async () => {
    await storeMany(2);
    await backend().updateMetadata(path, { tags: ['t'], set: [['k', 'v']] });
    await backend().transaction([{ op: 'forget', path, ifDeleted: true }]);
    expect(await load()).toEqual([2, 'v2']);
    await backend().deleteSecret(path, [2]);
    await backend().transaction([{ op: 'forget', path, ifDeleted: true }]);
    expect(await backend().loadInfo(path)).toBeUndefined();
    await backend().transaction([{ op: 'forget', path, ifDeleted: true }]);
    expect(await refusal(backend().transaction([{ op: 'forget', path }]))).toMatchObject({
      code: 'not-found',
    });
    await storeMany(1);
    expect(await info()).toMatchObject({ tags: [], custom: [] });
  });

  it('8: with casRequired a store must say what it expects', async () => {
    await storeMany(1);
    await backend().updateMetadata(path, { casRequired: true });
    await refusal(backend().storeSecret(path, value('x')));
    expect(await backend().storeSecret(path, value('v2'), { expect: 1 })).toBe(2);
  });

  it('9: a store merges nothing', async () => {
    const fields: Field[] = [secret('password', 'p'), { name: 'user', type: 'text', value: 'app' }];
    await backend().storeSecret(path, fields);
    await backend().storeSecret(path, [secret('token', 't')]);
    expect((await backend().loadSecret(path))?.fields).toEqual([secret('token', 't')]);
    expect((await backend().loadSecret(path, 1))?.fields).toEqual(fields);
    expect((await info()).fields).toEqual([{ name: 'token', type: 'secret' }]);
  });
}
