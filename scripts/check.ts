import { join } from 'node:path';
import { show, tool } from './run.ts';

const checkout = join(import.meta.dirname, '..');

// `npm run check`: format, lint, types of each environment, layers. All run, so that one run names
// everything.
const environments = [
  'src/shared',
  'src/main',
  'src/preload',
  'src/renderer',
  'src/renderer/testing',
  'src/rescue',
  'src/rescue/testing',
  'scripts',
];

const steps: [name: string, run: () => number][] = [
  ['format and lint', () => tool('biome', ['check', '--error-on-warnings'])],
  ...environments.map((folder): [string, () => number] => [`types of ${folder}`, () => types(folder)]),
  ['tests assert', () => show(process.execPath, [join(import.meta.dirname, 'assertions.ts')])],
  ['planted changes fit', () => show(process.execPath, [join(import.meta.dirname, 'mutants.ts'), '--fit'])],
  ['texts in the tree of words', () => show(process.execPath, [join(import.meta.dirname, 'left-texts.ts')])],
  ['words', () => show(process.execPath, [join(import.meta.dirname, 'word-bans.ts')])],
  ['layers', () => show(process.execPath, [join(import.meta.dirname, 'layers.ts')])],
];

/** The compiler of version 7 checks in a third of the time; the API that scripts call is in 6 alone. */
function types(folder: string): number {
  const compiler = join(checkout, 'node_modules/typescript-native/bin/tsc');
  return show(process.execPath, [compiler, '--project', folder], { cwd: checkout });
}

let failed = 0;
for (const [name, run] of steps) {
  const code = run();
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (code !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
