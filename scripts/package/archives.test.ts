import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../run.ts';
import { tarball } from './archives.ts';

let room = '';
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'holdfast-archives-'));
});
afterEach(() => rmSync(room, { recursive: true }));

/** The same files, written in another order and at another time. */
function tree(folder: string, names: readonly string[], time: number): string {
  const root = join(room, folder, 'linux-unpacked');
  mkdirSync(join(root, 'resources'), { recursive: true });
  for (const name of names) {
    writeFileSync(join(root, name), `what is in ${name}`, { mode: 0o644 });
    utimesSync(join(root, name), time, time);
  }
  return root;
}

test.runIf(process.platform === 'linux')(
  'one tree gives the same bytes, whenever and wherever it lies',
  () => {
    const names = ['holdfast', 'LICENSE.txt', 'resources/app.asar'];
    const trees = [tree('one', names, 1_000_000_000), tree('two', names.toReversed(), 1_700_000_000)];
    const files = trees.map((root) =>
      tarball({ checkout: room, tree: root, version: '1.2.3', epoch: 1_750_000_000, quick: false }),
    );
    const [first, second] = files.map((file) =>
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    );
    expect(second).toBe(first);
    const listed = run('tar', ['--list', '--verbose', '--utc', '--full-time', '--file', files[0] ?? '']);
    expect(listed).toContain('0/0');
    expect(listed).toContain('2025-06-15 15:06:40 holdfast-1.2.3-linux-x64/resources/app.asar');
  },
);

test('another file is another archive', () => {
  const one = tree('one', ['holdfast'], 1);
  const two = tree('two', ['holdfast'], 1);
  writeFileSync(join(two, 'holdfast'), 'changed');
  const [first, second] = [one, two].map((root) =>
    readFileSync(tarball({ checkout: room, tree: root, version: '1', epoch: 1, quick: true })).toString(
      'hex',
    ),
  );
  expect(second).not.toBe(first);
});
