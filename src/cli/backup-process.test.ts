import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupsIn } from '../main/backups/testing/backups-in.ts';
import { builtForTest } from './testing/built.ts';

// The built program and a shell: the lines that the issue shows, as they stand there.
const { home, env, remove } = builtForTest();
const open = 'bin/holdfast --vault a.holdfast --passphrase-file p';

beforeAll(() => {
  for (let i = 0; i < 4; i++)
    expect(shell(`${open} secret put prod/db-${i} password=s3cret-${i}`).code).toBe(0);
});
afterAll(remove);

function shell(line: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: home, env });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

test('what the issue shows, line by line', () => {
  const before = shell(`${open} secret list`).out;
  const made = shell(`${open} backup create backups/`);
  expect(made.code).toBe(0);
  expect(made.out).toMatch(
    /^file: +\S*backups\/a-\S+-r5\.holdfast\nrevision: +5\ncopied: +[1-9]\d* objects.*\nauthenticated: +[1-9]\d* objects\nproven: +everything\n$/,
  );
  const again = shell(`${open} backup create backups/`);
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to copy') });
  expect(backupsIn(join(home, 'backups'))).toHaveLength(1);

  const verified = shell(
    `printf '\\x01' | dd of=a.holdfast bs=1 seek=9000 conv=notrunc 2>/dev/null; ${open} verify`,
  );
  // Which object lies at that byte is chance: it is named, or nothing is hit and the report says
  // so.
  if (verified.code === 7) expect(verified.err).toMatch(/^holdfast: damaged: \w+ \w+/m);
  else expect(verified).toMatchObject({ code: 0, err: expect.stringContaining('belongs to nothing') });

  const restored = shell('bin/holdfast backup restore backups/LATEST new.holdfast');
  expect(restored).toMatchObject({ code: 0, err: '' });
  const after = shell('bin/holdfast --vault new.holdfast --passphrase-file p secret list');
  expect(after).toMatchObject({ code: 0, out: before });
});

test('bytes all over the file: each is named, or is no part of the vault and everything reads as before', () => {
  expect(shell('cp "$(ls backups/*.holdfast)" whole.holdfast').code).toBe(0);
  const hit = 'bin/holdfast --vault b.holdfast --passphrase-file p';
  const codes = new Set<number | null>();
  // SQLite fills a page from its end: there lies something, and in the middle often nothing.
  const { size } = statSync(join(home, 'whole.holdfast'));
  const ends = Array.from({ length: 4 }, (_, i) => size - i * 4_096 - 30);
  for (const seek of [9_000, 14_000, ...ends]) {
    shell(`cp whole.holdfast b.holdfast; printf '\\245' | dd of=b.holdfast bs=1 seek=${seek} conv=notrunc`);
    const { code, err } = shell(`${hit} verify`);
    codes.add(code);
    expect([0, 7], `byte ${seek}: ${err}`).toContain(code);
    if (code === 7) expect(err).toMatch(/^holdfast: (damaged: )?\S/m);
    else expect(shell(`${hit} secret list`).out).toBe('prod/db-0\nprod/db-1\nprod/db-2\nprod/db-3\n');
  }
  expect(codes).toContain(7);
});
