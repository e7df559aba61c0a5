import { join } from 'node:path';
import { misfits } from './mutants/fit.ts';
import { allMutants } from './mutants/list.ts';
import { runMutants } from './mutants/run.ts';

// `npm run mutants [-- --changed] [-- --seconds 120] [-- words…]`: words choose rows by their file,
// list or meaning. With `--fit` it only looks whether all rows still fit: part of `npm run check`.
const args = process.argv.slice(2);
const at = args.indexOf('--seconds');
const seconds = at === -1 ? undefined : Number(args.splice(at, 2)[1]);
const changed = args.includes('--changed');
const words = args.filter((arg) => !arg.startsWith('--'));
const checkout = join(import.meta.dirname, '..');

async function run(): Promise<number> {
  if (!args.includes('--fit')) return (await runMutants({ checkout, changed, seconds, words })).failed;
  const errors = misfits(checkout, await allMutants());
  for (const error of errors) console.error(error);
  return errors.length;
}

process.exitCode = (await run()) === 0 ? 0 : 1;
