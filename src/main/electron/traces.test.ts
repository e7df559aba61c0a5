import { beforeEach, expect, test, vi } from 'vitest';

const letTrace = vi.hoisted(() => vi.fn(() => true));
vi.mock('../native/dumpable.ts', () => ({ letTrace }));

/** A dialog of the desktop, and how a person ends it. */
function dialog() {
  let resolve: (file: string) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

beforeEach(() => {
  vi.resetModules();
  letTrace.mockReset().mockReturnValue(true);
});

test('the process is shut, open while a dialog is, and shut again when the last one closes', async () => {
  const { forbidTracing, underTheDesktop } = await import('./traces.ts');
  expect(forbidTracing()).toBe(true);
  const first = dialog();
  const second = dialog();
  const asked = [underTheDesktop(() => first.promise), underTheDesktop(() => second.promise)];
  expect(letTrace.mock.calls).toEqual([[false], [true]]);
  first.resolve('file');
  expect(await asked[0]).toBe('file');
  expect(letTrace).toHaveBeenCalledTimes(2);
  second.reject(new Error('no portal'));
  await expect(asked[1]).rejects.toThrow('no portal');
  expect(letTrace.mock.calls.at(-1)).toEqual([false]);
});

test('where the system cannot shut it, dialogs change nothing', async () => {
  letTrace.mockReturnValue(false);
  const { forbidTracing, underTheDesktop } = await import('./traces.ts');
  expect(forbidTracing()).toBe(false);
  await underTheDesktop(async () => 'file');
  expect(letTrace).toHaveBeenCalledTimes(1);
});

test('a dialog that is open while the process is shut leaves it shut at its end', async () => {
  const { forbidTracing, underTheDesktop } = await import('./traces.ts');
  const answer = dialog();
  const asked = underTheDesktop(() => answer.promise);
  expect(letTrace).not.toHaveBeenCalled();
  expect(forbidTracing()).toBe(true);
  answer.resolve('file');
  await asked;
  expect(letTrace.mock.calls).toEqual([[false]]);
});
