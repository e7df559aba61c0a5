import { expect, test } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { backupFaults, pictureFaults, shareFaults } from '../../shared/failure-reasons.ts';
import { failureText } from './failures.ts';

const name = 'prod/db/orders';
const failures: Failure[] = [
  ...(['secret', 'version', 'field', 'policy', 'client', 'vault'] as const).map(
    (what): Failure => ({ code: 'not-found', what, name }),
  ),
  { code: 'exists', what: 'secret', name },
  { code: 'exists', what: 'vault', name },
  { code: 'conflict', expected: 1, found: 2 },
  { code: 'bad-path', path: name, reason: 'empty-segment' },
  { code: 'bad-input', what: 'field-name', reason: 'empty' },
  { code: 'too-large', what: 'secret', limit: 1 },
  { code: 'locked' },
  { code: 'wrong-passphrase' },
  { code: 'wrong-key' },
  { code: 'kdf-refused', reason: 'lanes', value: 65, least: 1, most: 64 },
  ...(['empty', 'other-format', 'folder', 'dangling-link', 'not-a-file'] as const).map(
    (reason): Failure => ({ code: 'not-a-vault', reason }),
  ),
  { code: 'newer-format', found: 2, supported: 1 },
  { code: 'damaged', part: 'head' },
  { code: 'damaged', part: 'object', object: name },
  { code: 'read-only' },
  { code: 'busy' },
  { code: 'no-space' },
  { code: 'store', reason: 'system', os: 'EIO' },
  { code: 'closed' },
  { code: 'import-refused', reason: 'malformed', part: 'header' },
  ...shareFaults.map((reason): Failure => ({ code: 'share-refused', reason })),
  ...pictureFaults.map((reason): Failure => ({ code: 'picture-refused', reason })),
  { code: 'wrong-shares', have: 2, need: 3 },
  { code: 'wrong-shares', have: 3, need: 3 },
  { code: 'wrong-shares', have: 4, need: 3, suspects: [2] },
  { code: 'needs-file', what: 'recovery-issue' },
  { code: 'no-set', what: 'active' },
  { code: 'no-set', what: 'pending' },
  ...backupFaults.map((reason): Failure => ({ code: 'backup-refused', reason, place: name })),
  { code: 'older-copy', seen: 26, found: 12, when: 86_400_000 },
  { code: 'older-copy', seen: 12, found: 12, when: 86_400_000 },
  { code: 'older-copy', seen: 12, found: 26, when: 86_400_000 },
  { code: 'cancelled' },
  { code: 'denied', reason: 'policy' },
  { code: 'internal', reference: 'r1' },
];

test.each(failures)('$code says what happened and what to do next, in whole sentences', (failure) => {
  const { what, next } = failureText(failure);
  for (const sentence of [what, next]) expect(sentence).toMatch(/^[A-Z].*[.)]$/);
  expect(`${what} ${next}`).not.toContain(name);
});

test('no two failures of opening a file read the same', () => {
  const said = failures.map((failure) => failureText(failure).what);
  expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
});
