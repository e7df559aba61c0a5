// A new root key, and everything sealed anew under it, beside the import of the same secrets: `npm
// run bench rekey`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncryptedBackend } from '../src/main/backend/encrypted.ts';
import { createStore } from '../src/main/backend/initialize.ts';
import { SqliteStore } from '../src/main/store/sqlite.ts';
import { median, sizes, timed } from './measure.ts';
import { publish, type Row, table, target } from './results.ts';

const batch = 1_000;
const key = (n: number) => new Uint8Array(32).fill(n);

async function* entries(size: number) {
  for (let at = 0; at < size; at += batch)
    yield Array.from({ length: Math.min(batch, size - at) }, (_, n) => ({
      op: 'store' as const,
      path: `prod/service-${(at + n) % 97}/account-${at + n}`,
      fields: [
        { name: 'username', type: 'text' as const, value: `user${at + n}@example.org` },
        { name: 'password', type: 'secret' as const, value: `p${at + n}`.repeat(3) },
        { name: 'url', type: 'url' as const, value: `https://service-${(at + n) % 97}.example.org` },
      ],
    }));
}

/** The longest time for which a timer that is due at once had to wait. */
function waits(): { longest: number; stop: () => void } {
  let last = performance.now();
  const found = { longest: 0, stop: () => clearInterval(timer) };
  const timer = setInterval(() => {
    const now = performance.now();
    found.longest = Math.max(found.longest, now - last - 1);
    last = now;
  }, 1);
  return found;
}

/** Milliseconds of one vault of so many secrets, in the order of the table, and the ratio. */
async function once(size: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const location = join(folder, 'bench.holdfast');
    await createStore({ location }, { id: 'a1'.repeat(16), slots: [], rootKey: key(1) });
    const backend = new EncryptedBackend(await SqliteStore.open(location), key(1));
    await backend.initialize();
    const imported = await timed(() => backend.stream(entries(size)));
    const making = waits();
    const commit = await timed(() => backend.storeKeySlots([], key(2)));
    making.stop();
    const sealing = waits();
    const read: number[] = [];
    const reading = { under: false };
    const look = async () => {
      if (reading.under) return;
      reading.under = true;
      read.push(await timed(() => backend.loadSecret('prod/service-0/account-0')));
      reading.under = false;
    };
    const sealed = await timed(() => backend.renew({ progress: () => void look() }));
    sealing.stop();
    await backend.close();
    const ratio = (commit + sealed) / imported;
    return [imported, commit, sealed, ratio, making.longest, sealing.longest, Math.max(...read, 0)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rounds = 3;
const rows: Row[] = [];
const ratios: number[] = [];
for (const size of sizes) {
  const runs: number[][] = [];
  for (let round = 0; round < rounds; round++) runs.push(await once(size));
  ratios.splice(0, ratios.length, ...runs.map((run) => run[3] ?? Number.NaN).sort((x, y) => x - y));
  const medians = (runs[0] ?? []).map((_, at) =>
    median(runs.map((run) => run[at] ?? Number.NaN).sort((x, y) => x - y)),
  );
  rows.push([`${size}`, ...medians]);
}

publish('Rekey', [
  'An import into a vault without secrets, then a new root key: its commit, and the sealing anew of every version behind it, in ms. `pause`: the longest time that the event loop was held up.',
  '`read`: the longest that somebody who read a secret meanwhile waited for it. One process; medians of three runs, each with its own import.',
  '',
  ...table(
    [
      'secrets',
      'import',
      'new key',
      'sealing anew',
      'times the import',
      'pause, new key',
      'pause, sealing',
      'read',
    ],
    rows,
  ),
  '',
  `The ratio was ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} in the three runs of the largest.`,
  '',
  target(`times the import of ${Math.max(...sizes)}`, median(ratios), 'at most', 3),
]);
