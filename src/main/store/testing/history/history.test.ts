import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleProgram } from '../../../backend/testing/processes.ts';
import { round } from './run.ts';
import { database, davFolder, doubleBucket, type HistoryService, realBucket } from './services.ts';

// `HOLDFAST_ROUNDS=5 HOLDFAST_LONG=1 npx vitest run src/main/store/testing/history -t 'a database >'`:
// so many long rounds of one kind alone. HOLDFAST_S3 names a real service, HOLDFAST_S3_BUCKET a
// bucket of it.
const isLong = process.env['HOLDFAST_LONG'] === '1';
const rounds = Number(process.env['HOLDFAST_ROUNDS'] ?? (isLong ? 25 : 1));
const shape = { writers: isLong ? 8 : 4, length: isLong ? 20_000 : 5_000, kills: 0.01 };
const real = process.env['HOLDFAST_S3'];

interface Kind {
  readonly start: () => Promise<HistoryService>;
  /** With a copy of it on each machine; where each has a line of its own there is always one. */
  readonly copies?: true;
}

const quick: Record<string, Kind> = {
  'a bucket': { start: () => doubleBucket('kept') },
  'a bucket with copies': { start: () => doubleBucket('kept'), copies: true },
  'a database': { start: database },
  'a database with copies': { start: database, copies: true },
  'heads at nginx': { start: () => davFolder('nginx'), copies: true },
};
const long: Record<string, Kind> = {
  'heads at Apache': { start: () => davFolder('apache2'), copies: true },
  'heads in a bucket': { start: () => doubleBucket('ignored'), copies: true },
};
const named = (endpoint: string): Record<string, Kind> => {
  const start = () => realBucket(endpoint, process.env['HOLDFAST_S3_BUCKET'] ?? 'vaults');
  return { 'a real bucket': { start }, 'a real bucket with copies': { start, copies: true } };
};
const kinds = { ...quick, ...(isLong && long), ...(real !== undefined && named(real)) };

let program: string;
let folder: string;
beforeAll(async () => {
  program = await bundleProgram(path.join(import.meta.dirname, 'history-program.ts'));
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-history-'));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(path.dirname(program), { recursive: true });
});

describe.each(Object.entries(kinds))('%s', (name, { start, copies }) => {
  let service: HistoryService;
  beforeAll(async () => {
    service = await start();
    for (const [variable, text] of Object.entries(service.env)) vi.stubEnv(variable, text);
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    vi.unstubAllEnvs();
  });

  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i: nothing acknowledged is missing, no read goes back, all end equal',
    async (n) => {
      const kept = path.join(folder, `${name}-${n}`.replaceAll(' ', '-'));
      const given = { ...service.vault(`vault-${n}`), ...shape, program, ...(copies && { copies: kept }) };
      const { violations, puts, gets, killed } = await round(given);
      console.log(
        `${name}: ${puts} writes, ${gets} reads, ${killed} killed, ${violations.length} violations`,
      );
      expect(violations).toEqual([]);
      // Nothing is shown by what did not happen; a busy machine gets through little in a quick round.
      const least = isLong ? 2 : 0;
      expect(puts).toBeGreaterThan(least);
      expect(gets).toBeGreaterThan(least);
    },
    600_000,
  );
});
