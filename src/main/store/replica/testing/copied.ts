import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { s3With } from '../../s3/s3.ts';
import { s3ForTest } from '../../s3/testing/bench.ts';
import { testEnv } from '../../s3/testing/double.ts';
import { type ObjectStore, type OpenOptions, tipOf } from '../../store.ts';
import { replicated } from '../replicated.ts';
import type { Waits } from '../service.ts';

const waits: Waits = { answer: 30_000, return: 2_000, again: 0 };

/** A bucket for each test, and machines that keep copies of a vault in it. */
export function copiesForTest() {
  const bench = s3ForTest();
  let folder: string;
  let stores: ObjectStore[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'holdfast-copies-'));
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true });
  });
  const service = s3With({ env: testEnv, patience: 100, answerIn: 5_000 });
  return {
    bench,
    folderOf: (machine: string) => path.join(folder, machine),
    /** Opens the vault on a machine. */
    async open(machine: string, more: Partial<Waits> = {}, options: OpenOptions = {}): Promise<ObjectStore> {
      const opener = replicated(service, () => path.join(folder, machine), { ...waits, ...more });
      const store = await opener.open(bench.place(), options);
      stores.push(store);
      return store;
    },
    /** No request gets through from now on, and none is answered. */
    cut() {
      bench.double().fault = () => ({ kind: 'cut', effect: false });
    },
    mend() {
      bench.double().fault = () => undefined;
    },
  };
}

/** What a backend does: reads the newest manifest, and says so once keys have opened it. */
export async function followed(store: ObjectStore, known?: Parameters<ObjectStore['latestManifest']>[0]) {
  const newest = await store.latestManifest(known);
  if (newest !== undefined) await store.keep?.(tipOf(newest));
  return newest;
}
