import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { value } from './testing/harness.ts';
import { type Program, startProgram } from './testing/processes.ts';
import { makeFile, openFile, scratchFolder } from './testing/vaults.ts';
import { storeSecret, updateMetadata } from './testing/write.ts';

const writers = 8;
const each = 200;

let folder: string;
let programs: Program[] = [];
beforeEach(() => {
  folder = scratchFolder({ fast: true });
});
afterEach(async () => {
  await Promise.all(programs.map((program) => program.kill()));
  rmSync(folder, { recursive: true });
});

it('24: 8 processes writing 200 secrets each to one vault: all are there, versions gap-free', async () => {
  const location = path.join(folder, 'crowd.holdfast');
  await makeFile(location);
  const backend = await openFile(location);
  await storeSecret(backend, 'hot', value('first'));
  await updateMetadata(backend, 'hot', { maxVersions: 1_000 });
  programs = Array.from({ length: writers }, (_, n) =>
    startProgram('crowd-program', [location, `${n}`, `${each}`]),
  );
  const hot = (await Promise.all(programs.map((program) => program.line()))).flatMap((line) =>
    JSON.parse(line ?? ''),
  );
  await Promise.all(programs.map((program) => program.done()));

  await backend.refresh();
  const secrets = await backend.loadAllSecrets();
  expect(secrets).toHaveLength(writers * each + 1);
  for (let writer = 0; writer < writers; writer++) {
    const theirs = secrets.filter((secret) => secret.path.startsWith(`writer-${writer}/`));
    expect(theirs).toHaveLength(each);
    for (const { path, version, fields, info } of theirs) {
      expect([version, info.newest, fields]).toEqual([
        1,
        1,
        value(path.replace('writer-', '').replace('/', ' ')),
      ]);
    }
  }
  const expected = Array.from({ length: (writers * each) / 5 }, (_, n) => n + 2);
  expect(hot.sort((a, b) => a - b)).toEqual(expected);
  expect((await backend.loadInfo('hot'))?.versions.map((v) => v.version)).toEqual([1, ...expected]);
  expect((await backend.verify()).damaged).toEqual([]);
  await backend.close();
}, 600_000);
