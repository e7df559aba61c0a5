import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { unwipedAfter } from '../crypto/testing/secrets.ts';
import { wipe } from '../crypto/wipe.ts';
import { createKeyFile, mostKeyFile, readKeyFile } from './key-file.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder({ fast: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => failureOf(error) ?? error,
  );

function written(name: string, content: Uint8Array): string {
  fs.writeFileSync(at(name), content);
  return at(name);
}

test.each([1, 64, 65_536, 65_537, 200_000])(
  'a file of %d bytes counts with its whole content',
  async (size) => {
    const content = Uint8Array.from({ length: size }, (_, index) => index % 251);
    const digest = await readKeyFile(written('any', content));
    expect(Buffer.from(digest)).toEqual(createHash('sha256').update(content).digest());
    content[size - 1] = 255;
    expect(await readKeyFile(written('other', content))).not.toEqual(digest);
    fs.renameSync(at('any'), at('renamed'));
    expect(await readKeyFile(at('renamed'))).toEqual(digest);
  },
);

test('what is empty, missing, a folder, a pipe or too large is none, and says why', async () => {
  fs.mkdirSync(at('folder'));
  fs.writeFileSync(at('large'), '');
  fs.truncateSync(at('large'), mostKeyFile + 1);
  fs.writeFileSync(at('most'), '');
  fs.truncateSync(at('most'), mostKeyFile);
  const refused = (reason: string) => ({ code: 'bad-input', what: 'key-file', reason });
  expect(await failure(readKeyFile(written('empty', new Uint8Array())))).toEqual(refused('empty'));
  expect(await failure(readKeyFile(at('none')))).toEqual(refused('missing'));
  expect(await failure(readKeyFile(path.join(written('file', Buffer.of(1)), 'below')))).toEqual(
    refused('missing'),
  );
  expect(await failure(readKeyFile(at('folder')))).toEqual(refused('folder'));
  expect(await failure(readKeyFile('/dev/zero', { pipe: true }))).toEqual(refused('not-a-file'));
  expect(await failure(readKeyFile(at('large')))).toEqual({
    code: 'too-large',
    what: 'key-file',
    limit: mostKeyFile,
  });
  expect(await failure(readKeyFile(at('most')))).toBe('done');
  expect(await failure(readKeyFile(at('most'), { signal: AbortSignal.abort() }))).toEqual({
    code: 'cancelled',
  });
});

test('leaves nothing of a file in memory', async () => {
  const file = written('any', Buffer.alloc(150_000, 7));
  expect(await unwipedAfter(async () => wipe(await readKeyFile(file)))).toEqual([]);
  expect(await unwipedAfter(() => createKeyFile(at('made')))).toEqual([]);
});

test('a file that is made is random, its owner’s alone, and never in the place of another', async () => {
  await createKeyFile(at('one'));
  await createKeyFile(at('two'));
  const bytes = fs.readFileSync(at('one'));
  expect(bytes).toHaveLength(64);
  expect(new Set(bytes).size).toBeGreaterThan(20);
  expect(fs.readFileSync(at('two'))).not.toEqual(bytes);
  expect(fs.statSync(at('one')).mode & 0o777).toBe(0o600);
  expect(await failure(createKeyFile(at('one')))).toEqual({
    code: 'exists',
    what: 'key-file',
    name: at('one'),
  });
  fs.symlinkSync(at('nowhere'), at('link'));
  expect(await failure(createKeyFile(at('link')))).toMatchObject({ code: 'exists' });
  expect(await failure(createKeyFile(at('no/such')))).toMatchObject({ reason: 'no-folder' });
  expect(fs.readFileSync(at('one'))).toEqual(bytes);
  expect(fs.readdirSync(folder).sort()).toEqual(['link', 'one', 'two']);
});
