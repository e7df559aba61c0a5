import { join } from 'node:path';
import { show } from './run.ts';

const checkout = join(import.meta.dirname, '..');
const bin = (name: string) => join(checkout, 'node_modules/.bin', name);
const environments = ['shared', 'main', 'preload', 'renderer', 'tools'];

/** Format, lint, types of each environment, layers: all of them run, so that one run names everything. */
const steps: [name: string, program: string, args: string[]][] = [
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', ...process.argv.slice(2)]],
  ...environments.map((name): [string, string, string[]] => [
    `types of ${name}`,
    bin('tsc'),
    ['--project', `tsconfig.${name}.json`],
  ]),
  ['layers', process.execPath, [join(import.meta.dirname, 'layers.ts')]],
];

let failed = 0;
for (const [name, program, args] of steps) {
  const code = show(program, args, { cwd: checkout });
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
