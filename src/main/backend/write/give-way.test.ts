import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GiveWay } from './give-way.ts';

let turns: GiveWay;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
  turns = new GiveWay();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** How long something waits, in ms. */
async function waited(work: Promise<void>): Promise<number> {
  const began = performance.now();
  await vi.runAllTimersAsync();
  await work;
  return performance.now() - began;
}
async function writes(count: number, gap = 0): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < count; n++) {
    waits.push(await waited(turns.begin()));
    vi.advanceTimersByTime(10);
    turns.end();
    vi.advanceTimersByTime(gap);
  }
  return waits;
}

it('lets others in after 32 writes in a row, as long as eight of them took', async () => {
  const waits = await writes(70);
  expect(waits.flatMap((wait, n) => (wait > 0 ? [[n, wait]] : []))).toEqual([
    [32, 80],
    [64, 80],
  ]);
});

it('holds up nobody who pauses between writes', async () => {
  expect(await writes(70, 11)).toEqual(Array(70).fill(0));
});

it('a row ends where another was faster', async () => {
  await writes(31);
  await waited(turns.lost(0, 10));
  expect((await writes(32)).every((wait) => wait === 0)).toBe(true);
});

it('whoever loses waits up to twice as long each time, and never more than two seconds', async () => {
  const waits: number[] = [];
  for (const attempt of [0, 1, 2, 3, 10, 99]) waits.push(await waited(turns.lost(attempt, 50)));
  expect(waits).toEqual([50, 100, 200, 400, 2_000, 2_000]);
});
