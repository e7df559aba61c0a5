import { globSync } from 'node:fs';
import { join } from 'node:path';
import { AssertionFinder } from './asserting.ts';

// Part of `npm run check`: names each test without an assertion, and each whose assertions may all
// be passed over.
const checkout = join(import.meta.dirname, '..');
const files = globSync(
  ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'e2e/**/*.spec.ts'],
  { cwd: checkout },
);
const finder = new AssertionFinder();
const silent = files.sort().flatMap((file) => finder.silentIn(join(checkout, file)));
for (const { file, line, name, why } of silent)
  console.error(`${file.slice(checkout.length + 1)}:${line} ${why}: ${name}`);
if (files.length === 0) console.error('no test files');
process.exitCode = silent.length > 0 || files.length === 0 ? 1 : 0;
