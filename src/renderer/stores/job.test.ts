import { beforeEach, expect, test, vi } from 'vitest';

const listeners = new Set<(progress: unknown) => void>();
vi.mock('../api.ts', () => ({
  api: {
    on: (_: string, listener: (progress: unknown) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
}));
const { job, told } = await import('./job.ts');
const { resetAll } = await import('./reset.ts');

const heard: unknown[] = [];
const listening = { event: 'verifyProgress', hear: (progress: unknown) => heard.push(progress) } as const;
const tell = (done: number) => {
  for (const listener of listeners) listener({ done, total: 9 });
};
/** A call, and what answers it. */
function asked() {
  let answer: (value: string) => void = () => undefined;
  const reply = new Promise<{ ok: true; value: string }>((resolve) => {
    answer = (value) => resolve({ ok: true, value });
  });
  return { call: () => reply, answer: (value: string) => answer(value) };
}

beforeEach(() => {
  heard.length = 0;
});

test('progress is heard while the work goes on, and no longer', async () => {
  const { call, answer } = asked();
  const work = job(listening).run(call);
  tell(1);
  answer('done');
  expect(await work).toEqual({ ok: true, value: 'done' });
  tell(2);
  expect(heard).toEqual([{ done: 1, total: 9 }]);
  expect(listeners.size).toBe(0);
});

test('an earlier run is not waited for once there is a later one, or it was dropped', async () => {
  const { run, drop } = job(listening);
  const [first, second, third] = [asked(), asked(), asked()];
  const works = [run(first.call), run(second.call)];
  first.answer('first');
  second.answer('second');
  expect(await Promise.all(works)).toEqual([undefined, { ok: true, value: 'second' }]);
  const work = run(third.call);
  drop();
  tell(3);
  third.answer('third');
  expect(await work).toBeUndefined();
  expect(heard).toEqual([]);
});

test('a lock ends the waiting, but not where the work outlives it', async () => {
  for (const outlives of [false, true]) {
    const { call, answer } = asked();
    const { run, holding } = job(listening, { outlives });
    const holds = holding();
    const work = run(call);
    resetAll();
    answer('late');
    expect(await work).toEqual(outlives ? { ok: true, value: 'late' } : undefined);
    expect(holds()).toBe(false);
  }
});

test('a call that breaks leaves nobody listening', async () => {
  const broken = job(listening).run(() => Promise.reject(new Error('gone')));
  await expect(broken).rejects.toThrow('gone');
  expect(listeners.size).toBe(0);
});

test('what the person called off is no failure', () => {
  expect(told({ code: 'cancelled' })).toBeUndefined();
  expect(told({ code: 'locked' })).toEqual({ code: 'locked' });
});
