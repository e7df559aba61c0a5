// Moves a vault, and kills itself right before its Nth step: a change of a file's name, a file or
// folder that is made, or a request; or right after the answer of one. Says how many there were.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { parsePlace } from '../../../shared/place.ts';
import { moveVault } from '../move.ts';
import { MachineNotes } from '../notes.ts';

const [folder = '', from = '', to = '', last = '0'] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === Number(last)) process.kill(process.pid, 'SIGKILL');
}

type Calls = Record<string, (...args: unknown[]) => unknown>;
function watch(calls: Calls, names: readonly string[]): void {
  for (const name of names) {
    const own = calls[name]?.bind(calls);
    if (own === undefined) continue;
    calls[name] = (...args) => {
      step();
      return own(...args);
    };
  }
}

watch(fs as unknown as Calls, [
  'renameSync',
  'linkSync',
  'unlinkSync',
  'rmSync',
  'mkdirSync',
  'writeFileSync',
]);
watch(fs.promises as unknown as Calls, ['rename', 'link', 'unlink', 'mkdir', 'open', 'rm', 'rmdir']);
const fetched = globalThis.fetch;
globalThis.fetch = async (...args) => {
  step();
  const answer = await fetched(...args);
  step();
  return answer;
};
syncBuiltinESMExports();

await moveVault(parsePlace(from), parsePlace(to), {
  now: () => 1_000,
  notes: new MachineNotes(path.join(folder, 'notes.json')),
  switched: async () => step(),
});
console.log(steps);
