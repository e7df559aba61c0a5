import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../crypto/primitives.ts';
import type { Commit } from '../store.ts';
import { Unsent } from './unsent.ts';

// The last 32 bytes of a manifest are its mark.
const manifest = (said: string) => sha256(Buffer.from(said));
const markOf = (said: string) => Buffer.from(manifest(said)).toString('hex');
const begin = (id: string, at: string) => ({
  id: id.repeat(32),
  base: { revision: 5, mark: markOf(at) },
});
const commit = (revision: number, after: string, said: string): Commit => ({
  ...{ revision, after, objects: [], manifest: manifest(said) },
});

let folder: string;
let one: Unsent;
let two: Unsent;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unsent-'));
  one = new Unsent(join(folder, 'unsent'));
  two = new Unsent(join(folder, 'unsent'));
});
afterEach(async () => {
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true, force: true });
});

test('who writes on a line that another program has replaced looks again, and nothing is refused', async () => {
  const [mine, theirs] = [begin('a', 'mine'), begin('b', 'theirs')];
  expect(await one.commit(commit(6, mine.base.mark, 'first'), mine)).toBe('done');
  // The service has it all; the other program goes on at another tip.
  expect(await two.end({ revision: 6, mark: markOf('first') })).toBe(true);
  expect(await two.commit(commit(6, theirs.base.mark, 'other'), theirs)).toBe('done');
  expect(await one.commit(commit(7, markOf('first'), 'second'), undefined)).toBe('conflict');
  expect((await one.look())?.id).toBe(theirs.id);
});
