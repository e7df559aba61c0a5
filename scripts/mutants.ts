import { join } from 'node:path';
import { runMutants } from './mutants/run.ts';

// `npm run mutants [-- --changed] [-- --seconds 120] [-- words…]`: words choose rows by their file, list or meaning.
const args = process.argv.slice(2);
const at = args.indexOf('--seconds');
const seconds = at === -1 ? undefined : Number(args.splice(at, 2)[1]);
const changed = args.includes('--changed');
const words = args.filter((arg) => !arg.startsWith('--'));
const { failed } = await runMutants({ checkout: join(import.meta.dirname, '..'), changed, seconds, words });
process.exitCode = failed === 0 ? 0 : 1;
