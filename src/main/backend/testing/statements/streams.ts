import { setImmediate as breathe } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fail } from '../../../../shared/failure.ts';
import type { Change } from '../../changes.ts';
import { inBatches } from '../batches.ts';
import { type Harness, readAll, refusal, value } from '../harness.ts';
import { storeSecret } from '../write.ts';

const store = (path: string, text: string): Change => ({ op: 'store', path, fields: value(text) });

/** Statement 21 where the changes are still being made while they are written. */
export function streamStatements(harness: () => Harness): void {
  const backend = () => harness().backend;

  it('21: a stream is one commit, each change on top of the one before, whatever batch that came in', async () => {
    await backend().write([store('old', '1'), store('old', '2')]);
    const revision = backend().revision();
    await backend().stream(
      inBatches(
        [store('a', '1'), store('a', '2'), store('b', '1'), store('c', '1'), store('c', '2')],
        [
          { op: 'destroy', path: 'a', versions: [2] },
          { op: 'destroy', path: 'c', versions: [1] },
        ],
        [],
        [
          store('old', '3'),
          { op: 'move', from: 'b', to: 'd' },
          { op: 'destroy', path: 'old', versions: [1] },
        ],
        [
          { op: 'setting', name: 'theme', value: 'dark' },
          { op: 'audit', entry: { time: 1, client: 'cli', action: 'x', outcome: 'done' } },
        ],
      ),
    );
    expect(backend().revision()).toBe(revision + 1);
    await harness().reopen();
    expect(await backend().loadSecret('a')).toMatchObject({ version: 1, fields: value('1') });
    expect((await backend().loadInfo('a'))?.fields).toEqual([{ name: 'value', type: 'secret' }]);
    expect((await backend().loadSecret('c'))?.fields).toEqual(value('2'));
    expect(await refusal(backend().loadSecret('c', 1))).toMatchObject({ code: 'not-found' });
    expect((await backend().loadSecret('d'))?.fields).toEqual(value('1'));
    expect((await backend().loadSecret('old'))?.fields).toEqual(value('3'));
    expect(await backend().loadSetting('theme')).toBe('dark');
    expect(await backend().readAudit()).toHaveLength(1);
    expect((await backend().verify()).damaged).toEqual([]);
    expect(await backend().collect()).toBe(0);
  });

  it('21: many secrets in one stream are all there, pages split', async () => {
    const batch = (n: number) => Array.from({ length: 150 }, (_, i) => store(`${n}/${i}`, `${n} ${i}`));
    await storeSecret(backend(), 'before', value('1'));
    await backend().stream(inBatches(...[0, 1, 2, 3].map(batch)));
    await backend().stream(inBatches(...[4, 5].map(batch)));
    await harness().reopen();
    expect(await backend().listSecrets('')).toHaveLength(901);
    for (const [n, i] of [
      [0, 0],
      [2, 77],
      [5, 149],
    ])
      expect((await backend().loadSecret(`${n}/${i}`))?.fields).toEqual(value(`${n} ${i}`));
    expect((await backend().verify()).damaged).toEqual([]);
  });

  it('21: a long stream may read what it wrote shortly before, and all of it can be read afterwards', async () => {
    const rounds = [...Array(60).keys()];
    const made = rounds.flatMap((n) => [
      () => [...Array(20).keys()].map((i) => store(`${n}/${i}`, `${n} ${i}`)),
      // A turn of the event loop, for what seals elsewhere.
      async () => {
        await breathe();
        const again = [store(`${n}/0`, 'again'), store(`${n}/1`, 'gone')];
        return [...again, { op: 'destroy', path: `${n}/1`, versions: [2] }] satisfies Change[];
      },
    ]);
    await backend().stream(inBatches(...made));
    await harness().reopen();
    const all = await backend().loadAllSecrets();
    expect(all).toHaveLength(60 * 20);
    for (const { path, version, fields } of all) {
      const [n, i] = path.split('/');
      expect([path, version, fields]).toEqual([
        path,
        i === '0' ? 2 : 1,
        value(i === '0' ? 'again' : `${n} ${i}`),
      ]);
    }
    expect((await backend().verify()).damaged).toEqual([]);
  });

  it('21: a stream whose last change is invalid, or whose source throws, changes nothing', async () => {
    await storeSecret(backend(), 'a', value('1'));
    const before = await readAll(backend());
    const revision = backend().revision();
    const good = [store('a', '2'), store('b', '1')];
    const invalid = inBatches(good, [{ op: 'delete', path: 'none' }]);
    expect(await refusal(backend().stream(invalid))).toMatchObject({ code: 'not-found' });
    const broken = inBatches(good, () => fail({ code: 'cancelled' }));
    expect(await refusal(backend().stream(broken))).toEqual({ code: 'cancelled' });
    const nothing = inBatches(() => fail({ code: 'cancelled' }));
    expect(await refusal(backend().stream(nothing))).toEqual({ code: 'cancelled' });
    await backend().stream(inBatches());
    expect(backend().revision()).toBe(revision);
    await harness().reopen();
    expect(await readAll(backend())).toEqual(before);
    expect(await storeSecret(backend(), 'a', value('2'))).toBe(2);
  });

  it('17, 21: what is read while a stream is under way is what was there before it, and no read waits for it', async () => {
    await storeSecret(backend(), 'a', value('1'));
    const before = await readAll(backend());
    let seen: unknown;
    await backend().stream(
      inBatches([store('a', '2'), store('b', '1')], async () => {
        expect(await backend().refresh()).toBe(false);
        seen = await readAll(backend());
        expect((await backend().verify()).damaged).toEqual([]);
        return [store('c', '1')];
      }),
    );
    expect(seen).toEqual(before);
    expect((await backend().listSecrets('')).map(({ path }) => path)).toEqual(['a', 'b', 'c']);
  });

  it('21: a write waits for a stream that has begun, and not for one that has not', async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const waiting = backend().stream(
      inBatches(() => begun.then(() => [store('late', '1')]), [store('b', '1')]),
    );
    await storeSecret(backend(), 'early', value('1'));
    begin();
    let behind: Promise<number> | undefined;
    await waiting;
    await backend().stream(
      inBatches([store('b', '2')], () => {
        behind = storeSecret(backend(), 'b', value('3'));
        return [];
      }),
    );
    // Behind it, or before it where the store is given everything at once: none is lost.
    expect([2, 3]).toContain(await behind);
    expect((await backend().loadInfo('b'))?.newest).toBe(3);
  });

  it('21: closing calls a stream off; its source is told to return, and nothing is written', async () => {
    let returned = false;
    let closing: Promise<void> | undefined;
    const source = (async function* () {
      try {
        yield [store('a', '1')];
        closing = backend().close();
        yield [store('b', '1')];
      } finally {
        returned = true;
      }
    })();
    expect(await refusal(backend().stream(source))).toEqual({ code: 'closed' });
    await closing;
    expect(returned).toBe(true);
    if (!harness().durable) return;
    await harness().reopen();
    expect(await backend().listSecrets('')).toEqual([]);
  });
}
