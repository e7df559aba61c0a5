import { expect, it } from 'vitest';
import { type Harness, readAll, refusal, testKey, value } from '../harness.ts';
import {
  appendAudit,
  deleteSecret,
  destroySecret,
  moveSecret,
  storeSecret,
  storeSetting,
  undeleteSecret,
  updateMetadata,
} from '../write.ts';

/** Statements 31 and 32, and what else only a vault that outlives its backend can show. */
export function durableStatements(harness: () => Harness): void {
  const backend = () => harness().backend;

  it('31: the wrong key is wrong-key, never garbage, and the right one still opens', async () => {
    await storeSecret(backend(), 'a', value('1'));
    const before = await readAll(backend());
    const stranger = await harness().attach({ rootKey: testKey(99) });
    expect(await refusal(() => stranger.initialize())).toEqual({ code: 'wrong-key' });
    expect(await refusal(() => stranger.loadSecret('a'))).toEqual({ code: 'closed' });
    await stranger.close();
    await harness().reopen();
    expect(await readAll(backend())).toEqual(before);
  });

  it('25: key slots that another program stored meanwhile are not overwritten unseen', async () => {
    const other = await harness().attach();
    await other.initialize();
    const from = backend().keySlots();
    const slots = (n: number) => [{ id: `${n}`.repeat(32), kind: 'test' }];
    await other.storeKeySlots(slots(1));
    expect(await refusal(backend().storeKeySlots(slots(2), undefined, { from }))).toEqual({ code: 'busy' });
    expect(backend().keySlots()).toEqual(slots(1));
    await backend().storeKeySlots(slots(2), undefined, { from: backend().keySlots() });
    await other.refresh();
    expect(other.keySlots()).toEqual(slots(2));
    await other.close();
  });

  it('25: settings that change with the key slots are made from what another program stored last', async () => {
    const other = await harness().attach();
    await other.initialize();
    await storeSetting(other, 'theme', 'dark');
    const settingsAfter = (stored: ReadonlyMap<string, string>) =>
      [['theme', `very ${stored.get('theme')}`]] as const;
    await backend().storeKeySlots([], undefined, { from: backend().keySlots(), settingsAfter });
    expect(await backend().loadSetting('theme')).toBe('very dark');
    await other.close();
  });

  it('31: after a change of the root key the old one is the wrong key, and nothing else changed', async () => {
    await storeSecret(backend(), 'a', value('1'));
    const before = await readAll(backend());
    await backend().storeKeySlots([], testKey(8));
    expect(await readAll(backend())).toEqual(before);
    expect(backend().renewing).toBe(true);
    await backend().renew();
    expect(backend().renewing).toBe(false);
    expect(await readAll(backend())).toEqual(before);
    const old = await harness().attach();
    expect(await refusal(() => old.initialize())).toEqual({ code: 'wrong-key' });
    const fresh = await harness().attach({ rootKey: testKey(8) });
    await fresh.initialize();
    expect(await readAll(fresh)).toEqual(before);
    expect((await fresh.verify()).damaged).toEqual([]);
    await fresh.close();
  });

  it('32: opened read-only, everything reads and every write is refused', async () => {
    await storeSecret(backend(), 'a', value('1'));
    await deleteSecret(backend(), 'a');
    const before = await readAll(backend());
    const reader = await harness().attach({ readOnly: true });
    await reader.initialize();
    expect(reader.readOnly).toBe(true);
    expect(backend().readOnly).toBe(false);
    expect(await readAll(reader)).toEqual(before);
    expect((await reader.verify()).damaged).toEqual([]);
    for (const call of [
      () => storeSecret(reader, 'b', value('x')),
      () => deleteSecret(reader, 'a', [1]),
      () => undeleteSecret(reader, 'a', [1]),
      () => destroySecret(reader, 'a', [1]),
      () => updateMetadata(reader, 'a', { tags: ['x'] }),
      () => moveSecret(reader, 'a', 'b'),
      () => storeSetting(reader, 'theme', 'x'),
      () => appendAudit(reader, { time: 1, client: 'c', action: 'x', outcome: 'done' }),
      () => reader.storeKeySlots([]),
      () => reader.rotate(),
      () => reader.collect(),
    ]) {
      expect(await refusal(call), String(call)).toEqual({ code: 'read-only' });
    }
    expect(await readAll(reader)).toEqual(before);
    await reader.close();
    expect(await backend().refresh()).toBe(false);
  });

  it('a new data-key term: old versions still read, new ones too, verify is clean', async () => {
    await storeSecret(backend(), 'a', value('1'));
    const term = await backend().rotate();
    await storeSecret(backend(), 'a', value('2'));
    expect(await backend().rotate()).toBeGreaterThan(term);
    await harness().reopen();
    expect((await backend().loadSecret('a', 1))?.fields).toEqual(value('1'));
    expect((await backend().loadSecret('a', 2))?.fields).toEqual(value('2'));
    expect((await backend().verify()).damaged).toEqual([]);
  });

  it('verify counts what it read', async () => {
    await backend().write([
      { op: 'store', path: 'a', fields: value('1') },
      { op: 'store', path: 'a', fields: value('2') },
      { op: 'store', path: 'b', fields: value('1') },
      { op: 'delete', path: 'b' },
    ]);
    const steps: [number, number][] = [];
    const report = await backend().verify({ progress: (done, total) => void steps.push([done, total]) });
    expect(report).toMatchObject({ secrets: 2, versions: 3, damaged: [], revision: backend().revision() });
    expect(report.objects).toBeGreaterThanOrEqual(4);
    expect(report.bytes).toBeGreaterThan(0);
    expect(steps.at(-1)?.[0]).toBe(steps.at(-1)?.[1]);
    const stop = AbortSignal.abort();
    expect(await refusal(() => backend().verify({ signal: stop }))).toEqual({ code: 'cancelled' });
  });
}
