// Writes to a vault and backs it up, again and again, until it is killed; says what it began and
// what was acknowledged, one line each.
import { writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileAt } from '../../../../shared/place.ts';
import { createBackup } from '../../../backups/backup.ts';
import { MachineNotes } from '../../../backups/notes.ts';
import { password } from '../../../backups/testing/fixture.ts';
import { names, openIn } from './fault-flows.ts';

const [folder = ''] = process.argv.slice(2);
// Straight to the pipe: what Node would still hold back dies with the process.
const say = (line: string) => writeSync(1, `${line}\n`);

say('ready');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = Number((await lines.next()).value);
const vault = await openIn(folder);
const source = path.join(folder, names.vault);
const notes = new MachineNotes(path.join(folder, 'notes.json'));
for (let n = first; ; n++) {
  say(`start ${n}`);
  await vault.secrets.put('counter', password(`${n}`));
  await vault.secrets.put(`many/${n % 50}`, password('x'.repeat((n * 37) % 4_000)));
  say(`done ${n}`);
  const place = n % 3 === 0 ? names.copy : names.backups;
  await createBackup(vault, path.join(folder, place), { source: fileAt(source), notes, now: Date.now });
  say(`backup ${n}`);
}
