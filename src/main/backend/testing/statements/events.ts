import { expect, it } from 'vitest';
import type { Change } from '../../changes.ts';
import { type Harness, value } from '../harness.ts';
import { deleteSecret, moveSecret, storeSecret, undeleteSecret, updateMetadata } from '../write.ts';

const path = 'prod/db/orders';

/** What a secret tells of what was done to it beside its versions (format.md, 6). */
export function eventStatements(harness: () => Harness): void {
  const backend = () => harness().backend;

  it('tells what was done beside the versions: what was before and after, who did it, when', async () => {
    const { now } = harness().clock;
    await storeSecret(backend(), path, value('1'));
    await updateMetadata(backend(), path, { tags: [], casRequired: false, unset: ['none'] });
    expect(await backend().loadInfo(path)).not.toHaveProperty('events');
    const told: [number, object][] = [];
    const does = async (change: Change, event: object) => {
      await backend().write([change]);
      // The clock stands still: each has a time of its own nevertheless.
      told.push([Math.max(now(), (told.at(-1)?.[0] ?? 0) + 1), event]);
    };
    const patch = { tags: ['a', 'b'], set: [['expires', '2030-01-31'] as const], maxVersions: 3 };
    await does(
      { op: 'metadata', path, patch, by: 'person:Anna' },
      {
        ...{ by: 'person:Anna', tags: { added: ['a', 'b'], removed: [] } },
        ...{ custom: [['expires', null, '2030-01-31']], rules: [['max', null, 3]] },
      },
    );
    await does(
      { op: 'store', path, fields: value('2'), tags: ['b', 'c'], custom: [['expires', '2031-01-31']] },
      {
        tags: { added: ['c'], removed: ['a'] },
        custom: [['expires', '2030-01-31', '2031-01-31']],
      },
    );
    await does({ op: 'move', from: path, to: 'else/where' }, { moved: [path, 'else/where'] });
    await harness().reopen();
    await deleteSecret(backend(), 'else/where');
    await undeleteSecret(backend(), 'else/where');
    await moveSecret(backend(), 'else/where', 'else/where');
    const rules = { maxVersions: null, casRequired: true, deleteVersionAfter: 60_000 };
    await does(
      { op: 'metadata', path: 'else/where', patch: { ...rules, unset: ['expires'] } },
      {
        custom: [['expires', '2031-01-31', null]],
        rules: [
          ['max', 3, null],
          ['cas', null, true],
          ['expire', null, 60_000],
        ],
      },
    );
    await harness().reopen();
    const { events } = (await backend().loadInfo('else/where')) ?? {};
    expect(events).toEqual(told.map(([at, event]) => ({ at, ...event })));
  });

  it('tells nothing of what Holdfast itself notes: counters of codes, what an import brought', async () => {
    await storeSecret(backend(), path, value('1'));
    const set = ['otp-counter/00112233aabbccdd', 'source', 'imported'].map((key) => [key, '1'] as const);
    await updateMetadata(backend(), path, { set });
    expect(await backend().loadInfo(path)).not.toHaveProperty('events');
  });

  it('keeps what was done last, in the order it was done, whatever the clock shows', async () => {
    await storeSecret(backend(), path, value('1'));
    const patches = Array.from({ length: 60 }, (_, n): Change => {
      return { op: 'metadata', path, patch: { tags: [`t${n}`] } };
    });
    await backend().write(patches);
    const { events = [] } = (await backend().loadInfo(path)) ?? {};
    expect(events.flatMap(({ tags }) => tags?.added ?? [])).toEqual(
      Array.from({ length: 50 }, (_, n) => `t${n + 10}`),
    );
    expect(events.every(({ at }, n) => n === 0 || at > (events[n - 1]?.at ?? at))).toBe(true);
  });
}
