import { expect, test } from 'vitest';
import type { Failure, FailureCode } from '../shared/failure.ts';
import { exitCode } from './exit.ts';
import { sentence } from './sentences.ts';

// One of each code: a new one in failure.ts does not compile until it stands here.
const every: { [Code in FailureCode]: [Extract<Failure, { code: Code }>, number] } = {
  'not-found': [{ code: 'not-found', what: 'secret', name: 'prod/nope' }, 3],
  exists: [{ code: 'exists', what: 'vault', name: 'a.holdfast' }, 8],
  conflict: [{ code: 'conflict', expected: 1, found: 2 }, 6],
  'bad-path': [{ code: 'bad-path', path: 'a//b', reason: 'empty-segment' }, 8],
  'bad-input': [{ code: 'bad-input', what: 'passphrase', reason: 'empty' }, 8],
  'bad-pattern': [
    { code: 'bad-pattern', subject: 'path', pattern: 'a//b', reason: 'empty-segment', offset: 2 },
    8,
  ],
  'too-large': [{ code: 'too-large', what: 'secret', limit: 5 }, 8],
  locked: [{ code: 'locked' }, 4],
  'wrong-passphrase': [{ code: 'wrong-passphrase' }, 4],
  'security-key': [{ code: 'security-key', reason: 'no-key' }, 4],
  'quick-unlock': [{ code: 'quick-unlock', reason: 'over' }, 4],
  'wrong-key': [{ code: 'wrong-key' }, 4],
  'kdf-refused': [{ code: 'kdf-refused', reason: 'lanes', value: 65, least: 1, most: 64 }, 8],
  'not-a-vault': [{ code: 'not-a-vault', reason: 'empty' }, 8],
  'newer-format': [{ code: 'newer-format', found: 2, supported: 1 }, 8],
  damaged: [{ code: 'damaged', part: 'head' }, 7],
  'read-only': [{ code: 'read-only' }, 9],
  busy: [{ code: 'busy' }, 9],
  'no-space': [{ code: 'no-space' }, 9],
  store: [{ code: 'store', reason: 'system', os: 'EIO' }, 9],
  socket: [{ code: 'socket', reason: 'no-app' }, 9],
  closed: [{ code: 'closed' }, 4],
  'import-refused': [{ code: 'import-refused', reason: 'malformed' }, 8],
  'share-refused': [{ code: 'share-refused', reason: 'checksum', words: [4], suggestion: 'academic' }, 8],
  'picture-refused': [{ code: 'picture-refused', reason: 'no-code' }, 8],
  'wrong-shares': [{ code: 'wrong-shares', have: 2, need: 3 }, 4],
  'no-set': [{ code: 'no-set', what: 'active' }, 3],
  'person-refused': [{ code: 'person-refused', reason: 'choose', names: ['Anna', 'Bob'] }, 8],
  'source-kept': [{ code: 'source-kept', reason: 'changed' }, 8],
  'code-refused': [{ code: 'code-refused', reason: 'cut' }, 8],
  'backup-refused': [{ code: 'backup-refused', reason: 'other-vault', place: 'b.holdfast' }, 8],
  'older-copy': [{ code: 'older-copy', seen: 26, found: 12, when: 0 }, 6],
  cancelled: [{ code: 'cancelled' }, 130],
  denied: [{ code: 'denied', reason: 'policy' }, 5],
  'needs-file': [{ code: 'needs-file', what: 'repair' }, 2],
  internal: [{ code: 'internal', reference: 'Error-1' }, 1],
};

test.each(Object.entries(every))('%s has its exit code and a sentence', async (_, [failure, code]) => {
  expect(exitCode(failure)).toBe(code);
  expect(await sentence(failure)).toMatch(/^[A-Z"][^\n]{8,}\.$/);
});

test('a copy of more changes than were seen is told by its keys', async () => {
  const told = await sentence({ code: 'older-copy', seen: 12, found: 26, when: 0 });
  expect(told).toMatch(/^The keys of this copy are not from after .* 1970-01-01\./);
});

test('enough sheets that do not fit are named', async () => {
  expect(await sentence({ code: 'wrong-shares', have: 4, need: 3, suspects: [2] })).toContain('sheet 2');
});

test('a name cannot move the cursor', async () => {
  const words = await sentence({ code: 'not-found', what: 'secret', name: 'a\u001b[2Jb\nc\u202e' });
  expect(words).toContain('"a\\u001b[2Jb\\u000ac\\u202e"');
});

test.each<Failure>([
  { code: 'bad-input', what: 'metadata-value', reason: 'empty', name: 'a\u001b[2Jb' },
  { code: 'bad-input', what: 'file', reason: 'unreadable', for: 'input', os: 'E\u001b[2Jb' },
  { code: 'bad-input', what: 'policy-file', reason: 'missing-field', field: '\u001b[2Jb' },
  {
    code: 'bad-input',
    what: 'program-variables',
    reason: 'from-secret',
    for: 'run',
    names: ['A\u001b[2Jb'],
  },
  { code: 'store', reason: 'system', os: 'E\u001b[2Jb' },
  { code: 'import-refused', reason: 'foreign', program: 'P\u001b[2Jb' },
])('nothing that a refusal quotes moves the cursor: %j', async (failure) => {
  const words = await sentence(failure);
  expect(words).toContain('\\u001b[2Jb');
  expect(words).not.toContain('\u001b');
});
