import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AssertionFinder } from './asserting.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-asserting-'));
  const helpers = `
    export function check(found: unknown) { expect(found).toBe(1); }
    export function prepare() { return 1; }
    export async function refusal(work: Promise<unknown>) { await work; throw new Error('was not refused'); }`;
  writeFileSync(join(folder, 'helpers.ts'), helpers);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is found in a file with one test of this body. */
function found(body: string, before = ''): string[] {
  const file = join(folder, 'one.test.ts');
  writeFileSync(
    file,
    `import { check, prepare, refusal } from './helpers.ts';\n${before}\ntest('it', async () => {${body}});`,
  );
  return new AssertionFinder().silentIn(file).map(({ why }) => why);
}

test.each([
  'expect(1).toBe(1);',
  'await expect(work()).rejects.toThrow();',
  'expect.soft(1).toBe(1);',
  'fc.assert(property);',
  'check(1);',
  'await refusal(work());',
  'for (const one of [1, 2]) expect(one).toBe(1);',
  'for (let i = 0; i < 2; i++) expect(i).toBe(1);',
  'const some = [1]; for (const one of some) expect(one).toBe(1);',
  'const some = { a: 1 }; for (const [name] of Object.entries(some)) expect(name).toBe(1);',
  '[1, 2].forEach((one) => expect(one).toBe(1));',
  'if (one) expect(1).toBe(1); else expect(2).toBe(1);',
  'local();',
])('a test asserts: %s', (body) => expect(found(body, 'const local = () => expect(1).toBe(1);')).toEqual([]));

test.each(['', 'prepare();', 'local();', 'const one = 1;'])('a test has no assertion: %s', (body) =>
  expect(found(body, 'const local = () => prepare();')).toEqual(['no assertion']),
);

test.each([
  'for (const one of list()) expect(one).toBe(1);',
  'for (const one of []) expect(one).toBe(1);',
  'for (const one of [...list()]) expect(one).toBe(1);',
  'const some = list(); for (const one of some) expect(one).toBe(1);',
  'list().forEach((one) => expect(one).toBe(1));',
  'emitter.on("end", () => expect(1).toBe(1));',
  'setTimeout(() => expect(1).toBe(1), 10);',
  'work().catch((error) => expect(error).toBe(1));',
  'try { await work(); } catch (error) { expect(error).toBe(1); }',
  'if (one) expect(1).toBe(1);',
  'while (more()) expect(1).toBe(1);',
])('a test may pass over all of its assertions: %s', (body) =>
  expect(found(body)).toEqual(['assertions only where nothing may run']),
);

test('looks at each test of a file, also at those for many rows, and says where it is', () => {
  const file = join(folder, 'many.test.ts');
  const text = `it.each([1])('a', () => {});\ntest('b', () => { expect(1).toBe(1); });\ntest('c', async () => {});`;
  writeFileSync(file, text);
  const silent = new AssertionFinder().silentIn(file).map(({ line, name }) => [line, name]);
  expect(silent).toEqual([
    [1, "'a'"],
    [3, "'c'"],
  ]);
});
