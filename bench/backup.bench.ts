// Backups of a large vault beside `cp` and `sha256sum` of its file: `npm run bench backup`.

import { rmSync } from 'node:fs';
import { createBackup } from '../src/main/backups/backup.ts';
import { MachineNotes } from '../src/main/backups/notes.ts';
import { openVault } from '../src/main/vault/open.ts';
import { fileAt } from '../src/shared/place.ts';
import { copyOf, dataset, scratch } from './datasets.ts';
import { fieldsOf, passphrase, pathOf } from './entries.ts';
import { cipherBytes } from './gcm.ts';
import { alternate, median, sizes, timed, timeOf } from './measure.ts';
import { newLogin } from './programs.ts';
import { publish, table, target } from './results.ts';

const size = Math.max(...sizes);
const source = copyOf((await dataset(size)).holdfast, 'vault');
const vault = await openVault({ location: source }, passphrase);
const folder = `${scratch('backups')}-folder`;
const copy = scratch('copy');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const notes = new MachineNotes(undefined);
let clock = Date.now();
const options = { source: fileAt(source), notes, now: () => (clock += 1_000), makeFolder: true };
const backUp = () => createBackup(vault, folder, options);
const shell = (script: string) => timeOf({ command: 'sh', args: ['-c', script, 'sh', source, copy] });

const catalog = await vault.catalog();
await catalog.prepare();
const keystrokes: number[] = [];
/**
 * One keystroke after another, as long as the work lasts: from the press until the rows are there,
 * a turn of the loop included.
 */
async function whileTyping<T>(work: Promise<T>): Promise<T> {
  let working = true;
  const done = work.finally(() => {
    working = false;
  });
  for (let i = 0; working; i++) {
    const pressed = performance.now();
    await new Promise(setImmediate);
    catalog.browse({
      folder: '',
      query: ['u', 'us', 'user', 'log', 'login 7'][i % 5] ?? '',
      deleted: false,
      offset: 0,
      limit: 60,
    });
    keystrokes.push(performance.now() - pressed);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return done;
}

const bare = await cipherBytes(vault);
const times = await alternate(
  [
    { name: 'plain', run: () => shell('cp "$1" "$2" && sha256sum "$2"') },
    {
      name: 'full',
      run: () => {
        rmSync(folder, { recursive: true, force: true });
        return timed(backUp);
      },
    },
    {
      name: 'incremental',
      run: async () => {
        for (let i = 0; i < 10; i++) {
          const entry = newLogin();
          await vault.secrets.put(pathOf(entry), fieldsOf(entry));
        }
        return timed(backUp);
      },
    },
    { name: 'verify', run: () => timed(() => vault.verify()) },
    { name: 'decrypt', run: () => timed(() => bare.each()) },
    { name: 'stream', run: () => timed(() => bare.stream()) },
  ],
  7,
);
for (let round = 0; round < 3; round++) {
  rmSync(folder, { recursive: true, force: true });
  await whileTyping(backUp());
}
await vault.lock();
keystrokes.sort((a, b) => a - b);

const of = (name: string) => median(times.get(name));
const slowest = keystrokes[Math.floor(0.99 * keystrokes.length)] ?? Number.NaN;
publish('Backups', [
  `A vault of ${size} secrets. \`cp\` and \`sha256sum\` of its file; a first backup, every object proven; one after 10 changes on top of it; \`verify\`; the same objects decrypted`,
  'one by one by OpenSSL in this process, and their bytes in one stream. Search keystrokes while a first backup runs. In ms.',
  '',
  ...table(
    [
      'cp + sha256sum',
      'full',
      'incremental',
      'verify',
      'decrypt, each',
      'decrypt, one stream',
      'keystroke, 99 %',
    ],
    [['plain', 'full', 'incremental', 'verify', 'decrypt', 'stream'].map(of).concat(slowest)],
  ),
  '',
  target('times cp + sha256sum, full', of('full') / of('plain'), 'at most', 2),
  target('incremental, % of full', (100 * of('incremental')) / of('full'), 'at most', 5),
  target('times decrypting each object, verify', of('verify') / of('decrypt'), 'at most', 2.5),
  target('a keystroke while a backup runs, 99 %, ms', slowest, 'at most', 16),
]);
