import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleProgram } from '../../../backend/testing/processes.ts';
import { postgres } from '../../postgres/postgres.ts';
import { BreakingProxy } from '../../postgres/testing/proxy.ts';
import { TestServer } from '../../postgres/testing/server.ts';
import { s3 } from '../../s3/s3.ts';
import { S3Double, testEnv } from '../../s3/testing/double.ts';
import type { Asked, Fault } from '../../s3/testing/faults.ts';
import { type Round, round } from './run.ts';

const isLong = process.env['HOLDFAST_LONG'] === '1';
const rounds = isLong ? 25 : 1;
const shape = { writers: isLong ? 8 : 4, length: isLong ? 20_000 : 5_000, kills: 0.01 };

let program: string;
let folder: string;
let count = 0;
beforeAll(async () => {
  program = await bundleProgram(path.join(import.meta.dirname, 'history-program.ts'));
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-history-'));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(path.dirname(program), { recursive: true });
});

async function holds(given: Omit<Round, 'program' | 'writers' | 'length' | 'kills'>): Promise<void> {
  const { violations, puts, gets, killed } = await round({ ...given, ...shape, program });
  expect(violations).toEqual([]);
  // Nothing is shown by what did not happen; a busy machine gets through little in a quick round.
  const least = isLong ? 5 : 0;
  expect(puts).toBeGreaterThan(least);
  expect(gets).toBeGreaterThan(least);
  console.log(
    `${given.heads ? 'heads' : given.kind}${given.copies ? ' with copies' : ''}: ${puts} writes, ${gets} reads, ${killed} killed`,
  );
}

const copiesFor = (name: string) => path.join(folder, name);

describe('a bucket', () => {
  let double: S3Double;
  beforeAll(async () => {
    double = await S3Double.start();
    for (const [variable, text] of Object.entries(testEnv)) vi.stubEnv(variable, text);
  });
  afterAll(async () => {
    await double.stop();
    vi.unstubAllEnvs();
  });

  const one = (copies?: string): Omit<Round, 'program' | 'writers' | 'length' | 'kills'> => {
    const name = `vault-${++count}`;
    const location = `s3://vaults/${name}?endpoint=${encodeURIComponent(double.endpoint)}`;
    let isCalm = true;
    double.fault = ({ key, ...asked }) =>
      isCalm || !key.startsWith(name) ? undefined : anyFault({ key, ...asked });
    const turn = (calm: boolean) => () => {
      isCalm = calm;
    };
    const weather = { storm: turn(false), calm: turn(true) };
    return { kind: 's3', opener: s3, location, faulty: location, ...weather, ...(copies && { copies }) };
  };

  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i: nothing acknowledged is missing, no read goes back',
    async () => {
      await holds(one());
    },
    240_000,
  );
  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i, with copies on four machines',
    async (n) => {
      await holds(one(copiesFor(`s3-${n}`)));
    },
    240_000,
  );
});

describe('a bucket that lets several create', () => {
  let double: S3Double;
  beforeAll(async () => {
    double = await S3Double.start();
    double.conditions = 'ignored';
    for (const [variable, text] of Object.entries(testEnv)) vi.stubEnv(variable, text);
  });
  afterAll(async () => {
    await double.stop();
    vi.unstubAllEnvs();
  });

  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i, with a head for each of four machines: all end equal, with every write',
    async (n) => {
      const name = `heads-${++count}`;
      const location = `s3://vaults/${name}?endpoint=${encodeURIComponent(double.endpoint)}`;
      let isCalm = true;
      double.fault = (asked) => (isCalm || !asked.key.startsWith(name) ? undefined : anyFault(asked));
      const turn = (calm: boolean) => () => {
        isCalm = calm;
      };
      const weather = { storm: turn(false), calm: turn(true) };
      const copies = copiesFor(`heads-${n}`);
      await holds({ kind: 's3', heads: true, opener: s3, location, faulty: location, copies, ...weather });
    },
    240_000,
  );
});

/** One request in ten meets something. */
function anyFault({ method }: Asked): Fault | undefined {
  if (Math.random() > 0.1) return undefined;
  const effect = Math.random() < 0.5;
  const kinds: Fault[] = [
    { kind: 'cut', effect },
    { kind: 'status', status: 503, code: 'SlowDown', effect },
    { kind: 'status', status: 500, code: 'InternalError', effect },
    { kind: 'hold', until: new Promise((resolve) => setTimeout(resolve, Math.random() * 300)) },
    ...(method === 'GET'
      ? [{ kind: 'half' } as const]
      : [{ kind: 'status', status: 409, code: 'ConditionalRequestConflict', effect: false } as const]),
  ];
  return kinds[Math.floor(Math.random() * kinds.length)];
}

describe('a database', () => {
  let server: TestServer;
  let proxy: BreakingProxy;
  beforeAll(async () => {
    server = await TestServer.start();
    proxy = await BreakingProxy.start(server.folder);
  }, 120_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  const one = (copies?: string): Omit<Round, 'program' | 'writers' | 'length' | 'kills'> => {
    const location = server.place(`vault-${++count}`);
    const faulty = location.replace(server.folder, proxy.folder);
    let breaking: NodeJS.Timeout | undefined;
    const storm = () => {
      breaking = setInterval(() => {
        const when = Math.random() < 0.5 ? 'before' : 'after';
        proxy.breakAt = { text: Math.random() < 0.7 ? 'moved' : 'holdfast.head', when };
      }, 150);
    };
    const calm = () => {
      clearInterval(breaking);
      proxy.breakAt = undefined;
    };
    return { kind: 'postgres', opener: postgres, location, faulty, storm, calm, ...(copies && { copies }) };
  };

  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i: nothing acknowledged is missing, no read goes back',
    async () => {
      await holds(one());
    },
    240_000,
  );
  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'round %i, with copies on four machines',
    async (n) => {
      await holds(one(copiesFor(`postgres-${n}`)));
    },
    240_000,
  );
});
