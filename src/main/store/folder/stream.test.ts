import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { commitOf, manifestOf } from '../testing/commits.ts';
import { folder } from './folder.ts';

test('a stream that was overtaken is busy, for its batches come once; nothing of it is seen', async () => {
  const scratch = scratchFolder({ fast: true });
  const place = path.join(scratch, 'vault');
  const store = await folder.create(place, manifestOf([]));
  const other = await folder.open(place);
  const theirs = commitOf(2);
  const batches = (async function* () {
    expect(await other.commit(theirs.commit)).toBe('done');
    yield commitOf(2).commit.objects;
  })();
  const finish = () => ({ manifest: manifestOf([]), drop: [] });
  const streamed = async () => store.commitStream?.({ revision: 2, batches, finish });
  expect(await refusal(streamed)).toEqual({ code: 'busy' });
  expect(await store.list()).toEqual(theirs.ids);
  const untouched = (async function* () {
    yield expect.unreachable('a batch was taken') as never;
  })();
  expect(await store.commitStream?.({ revision: 2, batches: untouched, finish })).toBe('conflict');
  await Promise.all([store.close(), other.close()]);
  fs.rmSync(scratch, { recursive: true });
});
