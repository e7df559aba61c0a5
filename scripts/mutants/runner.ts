import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { createVitest, type TestRunResult, type TestSpecification } from 'vitest/node';
import type { Answer, Order } from './vitest.ts';

// A process of its own beside a copy of the tree: keeps one Vitest and runs one test file an order.
const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
const root = process.cwd();
const vitest = await createVitest(
  'test',
  { root, watch: true, reporters: [{}], bail: 1, maxWorkers: 1, fileParallelism: false, cache: false },
  { server: { watch: null } },
  { stdout: silent, stderr: silent },
);
await vitest.standalone();

async function run({ test, only, changed }: Order): Promise<Answer> {
  for (const file of changed) vitest.invalidateFile(join(root, file));
  if (only === undefined) vitest.resetGlobalTestNamePattern();
  else vitest.setGlobalTestNamePattern(new RegExp(only));
  const path = join(root, test);
  const project = vitest.getRootProject();
  if (!project.matchesTestGlob(path)) return { ok: false, passed: 0, failed: `${test} is no test file` };
  const { testModules, unhandledErrors } = await inPool(project.createSpecification(path));
  const found = testModules.find(({ moduleId }) => moduleId === path);
  const tests = found === undefined ? [] : [...found.children.allTests()];
  const failed = tests.find((one) => one.result().state === 'failed');
  return {
    ok: found?.ok() === true && unhandledErrors.length === 0,
    passed: tests.filter((one) => one.result().state === 'passed').length,
    failed: failed?.fullName ?? found?.errors()[0]?.message ?? unhandledErrors.map(textOf)[0],
  };
}

// After a failed test Vitest takes a moment to end what it called off.
async function inPool(specification: TestSpecification): Promise<TestRunResult> {
  for (;;) {
    const result = await vitest.runTestSpecifications([specification]);
    const refused = result.unhandledErrors.some((error) => textOf(error).includes('pool is cancelling'));
    if (!refused) return result;
    await setTimeout(20);
  }
}

/** What the tests threw comes from another process: it need not be an error. */
function textOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : JSON.stringify(error);
}

process.on('message', async (order: Order) => {
  try {
    process.send?.(await run(order));
  } catch (error) {
    process.send?.({ ok: false, passed: 0, failed: String(error), broken: true });
  }
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
