import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fail } from '../../shared/failure.ts';
import { Folded, foldLimits, type Slight } from './folded.ts';

const denied = (path: string, client = 'build'): Slight => ({
  client,
  action: 'secret.get',
  path,
  outcome: 'denied',
});

let now: number;
let written: string[][];
let folded: Folded;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  now = 0;
  written = [];
  folded = new Folded(
    async (slights) =>
      void written.push(slights.map(({ client, path, count = 1 }) => `${client} ${path ?? 'more'} ${count}`)),
    () => now,
  );
});
afterEach(() => void vi.useRealTimers());

/** Until what is due now is written. */
const turn = async () => {
  await turnOfTheLoop();
  await turnOfTheLoop();
};
const pass = async (milliseconds: number) => {
  now += milliseconds;
  await vi.advanceTimersByTimeAsync(milliseconds);
  await turn();
};

it('equal ones of one commit are one entry with their count; another client, path, action or outcome is another', async () => {
  for (let n = 0; n < 3; n++) folded.note(denied('a'));
  folded.note(denied('b'));
  folded.note(denied('a', 'other'));
  folded.note({ ...denied('a'), outcome: 'not-found' });
  folded.note({ ...denied('a'), action: 'secret.put' });
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual([['build a 3', 'build b 1', 'other a 1', 'build a 1', 'build a 1']]);
  expect(folded.waits).toBe(false);
});

it('commits are as many as the burst, then one each time that one may be', async () => {
  const { burst, every } = foldLimits.commits;
  for (let n = 0; n < burst; n++) {
    folded.note(denied('a'));
    await turn();
  }
  expect(written).toHaveLength(burst);
  folded.note(denied('a'));
  folded.note(denied('a'));
  await turn();
  await pass(every - 1);
  expect(written).toHaveLength(burst);
  await pass(1);
  expect(written.slice(burst)).toEqual([['build a 2']]);
});

it('a client has its entries, then one for all that comes, and one more after each rest; another has its own', async () => {
  const { burst, every } = foldLimits.entries;
  for (let n = 0; n < burst + 10; n++) folded.note(denied(`p/${n}`));
  folded.note(denied('p', 'other'));
  await turn();
  expect(written[0]).toHaveLength(burst + 1);
  expect(written[0]?.slice(-2)).toEqual([`build p/${burst - 1} 1`, 'other p 1']);
  await pass(every - 1);
  expect(written).toHaveLength(1);
  await pass(foldLimits.commits.every);
  expect(written.slice(1)).toEqual([['build more 10']]);
});

it('all that waits is written when it is settled, and goes on waiting where that cannot be', async () => {
  let full = true;
  const kept: string[] = [];
  const failing = new Folded(
    async (slights) => {
      if (full) fail({ code: 'no-space' });
      kept.push(...slights.map(({ path = 'more', count = 1 }) => `${path} ${count}`));
    },
    () => now,
  );
  for (let n = 0; n < foldLimits.entries.burst + 2; n++) failing.note(denied('a'));
  await failing.settle();
  failing.note(denied('a'));
  for (let n = 0; n < foldLimits.entries.burst + 2; n++) failing.note(denied(`p/${n}`));
  full = false;
  await failing.settle();
  expect(kept.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0)).toBe(
    2 * foldLimits.entries.burst + 5,
  );
  expect(kept[0]).toBe(`a ${foldLimits.entries.burst + 3}`);
  expect(failing.waits).toBe(false);
});

it('whoever settles waits for what is being written', async () => {
  let write = () => {};
  const slow = new Folded(
    () => new Promise((done) => (write = done)),
    () => now,
  );
  slow.note(denied('a'));
  await turn();
  let settled = false;
  const settling = slow.settle().then(() => (settled = true));
  await turn();
  expect([slow.waits, settled]).toEqual([true, false]);
  write();
  await settling;
  expect(slow.waits).toBe(false);
});
