import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ReplicaFolder } from './folder.ts';

test('when a service was heard of is told in whole milliseconds, as the window takes it', () => {
  const path = mkdtempSync(join(tmpdir(), 'heard-'));
  try {
    const folder = new ReplicaFolder(path);
    folder.note({});
    for (const name of readdirSync(path))
      utimesSync(join(path, name), 1_796_000_000.123_456, 1_796_000_000.123_456);
    expect(folder.lastHeard).toBe(1_796_000_000_123);
  } finally {
    rmSync(path, { recursive: true });
  }
});
