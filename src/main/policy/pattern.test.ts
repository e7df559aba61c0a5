import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { PatternFault } from '../../shared/policy.ts';
import { compilePattern, literalPattern, type Subject, subjectSegments } from './pattern.ts';

async function matches(pattern: string, text: string, subject: Subject = 'path'): Promise<boolean> {
  const segments = subjectSegments(text, subject);
  const compiled = await compilePattern(pattern, subject);
  return segments !== undefined && compiled.matches(segments.join('/'), segments);
}

test.each<[string, string, boolean]>([
  ['prod/db/*', 'prod/db/orders', true],
  ['prod/db/*', 'prod/dbx/orders', false],
  ['prod/db/*', 'xprod/db/orders', false],
  ['prod/db/*', 'prod/db/orders/old', false],
  ['prod/db/*', 'prod/db', false],
  ['prod/db', 'prod/db', true],
  ['prod/db', 'prod/db/orders', false],
  ['prod/**', 'prod/a', true],
  ['prod/**', 'prod/a/b/c', true],
  ['prod/**', 'prod', false],
  ['prod/**', 'product/a', false],
  ['**', 'a/b/c', true],
  ['*', 'a/b', false],
  ['**/password', 'password', true],
  ['**/password', 'a/b/password', true],
  ['**/password', 'a/b/xpassword', false],
  ['a/**/z', 'a/z', true],
  ['a/**/z', 'a/b/c/z', true],
  ['a/**/z', 'a/b/c', false],
  ['a/**/b/**/c', 'a/x/b/y/b/z/c', true],
  ['prod/*-db', 'prod/orders-db', true],
  ['prod/a*b*c', 'prod/abbc', true],
  ['prod/ab*ba', 'prod/aba', false],
  ['prod/\\*', 'prod/*', true],
  ['prod/\\*', 'prod/x', false],
  ['prod/[ab]?', 'prod/[ab]?', true],
  ['prod/[ab]?', 'prod/ax', false],
  ['re:prod/(db|cache)/.*', 'prod/db/orders', true],
  ['re:prod/(db|cache)/.*', 'xprod/db/orders', false],
  ['re:prod', 'prod/db', false],
  ['re:a|b', 'ab', false],
  ['re:prod/?x', 'prodx', true],
  ['e\u0301/*', '\u00e9/x', true],
])('%s and %s: %s', async (pattern, text, expected) => {
  expect(await matches(pattern, text)).toBe(expected);
});

test('the pattern of a client is matched over the whole ID', async () => {
  const id = 'spiffe://0a/client/build';
  for (const pattern of [
    id,
    'spiffe://0a/client/*',
    'spiffe://**',
    '**',
    're:spiffe://[0-9a-f]+/client/build',
  ])
    expect(await matches(pattern, id, 'spiffe-id'), pattern).toBe(true);
  for (const pattern of [
    'spiffe://0a/client/buil',
    'spiffe://0a/*',
    're:client/build',
    'spiffe://0a/client/build/*',
  ])
    expect(await matches(pattern, id, 'spiffe-id'), pattern).toBe(false);
  expect(await matches('**', 'prod/db', 'spiffe-id')).toBe(false);
});

test.each<[string, Subject, PatternFault, number]>([
  ['', 'path', 'empty', 0],
  ['a'.repeat(513), 'path', 'too-long', 512],
  ['a\nb', 'path', 'control-character', 1],
  ['a\ud800b', 'path', 'control-character', 0],
  ['\udc00', 'spiffe-id', 'control-character', 0],
  ['/a', 'path', 'empty-segment', 0],
  ['a//b', 'path', 'empty-segment', 2],
  ['a/', 'path', 'empty-segment', 2],
  ['a/../b', 'path', 'dot-segment', 2],
  ['a/b**', 'path', 'double-star', 3],
  ['a/***', 'path', 'double-star', 2],
  ['a\\', 'path', 'trailing-backslash', 1],
  ['^a', 'path', 'looks-like-regex', 0],
  ['a.*$', 'path', 'looks-like-regex', 3],
  ['client/*', 'spiffe-id', 'not-a-spiffe-id', 0],
  ['re:', 'path', 'empty', 3],
  ['re:prod/(db', 'path', 'regex', 3],
  ['re:a[z-a]', 'path', 'regex', 5],
  ['re:(?=x)', 'path', 'regex', 3],
  ['re:\\1', 'path', 'regex', 3],
  ['re:((a{30}){30}){30}', 'path', 'regex', 16],
  ['re:([^a]{900}){1}[^b]{900}[^c]{900}', 'path', 'too-complex', 3],
])('%j is refused with its place', async (pattern, subject, reason, offset) => {
  const failure = await compilePattern(pattern, subject).then(() => undefined, failureOf);
  expect(failure).toMatchObject({ code: 'bad-pattern', subject, reason, offset });
});

test.each([
  ['[a', 'missing-bracket'],
  ['(a', 'missing-parenthesis'],
  ['a)', 'unexpected-parenthesis'],
  ['[z-a]', 'bad-range'],
  ['\\8', 'bad-escape'],
  ['a\\', 'bad-escape'],
  ['(?P<n>a)(?P<n>b)', 'bad-group-name'],
  ['(?P<n-a>a)', 'bad-group-name'],
  ['(?=x)', 'perl-only'],
  ['a**', 'nested-repeat'],
  ['a{2,1}', 'bad-repeat-count'],
  ['*a', 'nothing-to-repeat'],
])('what is wrong with re:%s is told by a reason', async (source, detail) => {
  const failure = await compilePattern(`re:${source}`, 'path').then(() => undefined, failureOf);
  expect(failure).toMatchObject({ code: 'bad-pattern', reason: 'regex', detail });
});

test('expressions that are catastrophic elsewhere are answered', async () => {
  const long = `${'a'.repeat(500)}/b`;
  for (const pattern of [
    're:(a+)+',
    're:(a|a)*',
    're:(a*)*c',
    're:(.*)(.*)(.*)(.*)(.*)[^x]{1000}',
    '*a*a*a*a*a*a*a*a*a*b',
  ])
    expect(await matches(pattern, long)).toBe(false);
  expect(await matches(`${'**/a/'.repeat(60)}b`, `${'a/'.repeat(200)}c`)).toBe(false);
});

test('a literal pattern matches its text and no other', () =>
  fc.assert(
    fc.asyncProperty(segments, segments, async (one, other) => {
      const pattern = literalPattern(one);
      expect(await matches(pattern, one)).toBe(true);
      expect(await matches(pattern, other)).toBe(one === other);
      expect((await compilePattern(pattern, 'path')).literal).toBe(one);
    }),
  ));

test('globs agree with a naive matcher', () =>
  fc.assert(
    fc.asyncProperty(globs, segments, async (glob, path) => {
      expect(await matches(glob, path)).toBe(naive(glob.split('/'), path.split('/')));
    }),
    { numRuns: 3_000 },
  ));

test.each([
  ['re:prod/?x', []],
  ['re:prod/*x', []],
  ['re:prod/{0,1}x', []],
  ['re:prod/+x', []],
  ['re:prod/dbx?', ['prod']],
  ['re:prod/x', ['prod']],
])('%s begins for sure with %j', async (pattern, prefix) => {
  expect((await compilePattern(pattern, 'path')).prefix).toEqual(prefix);
});

test('a prefix is a prefix of everything that matches', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(globs, regexes), segments, async (pattern, path) => {
      const compiled = await compilePattern(pattern, 'path').catch(() => undefined);
      if (!compiled?.matches(path, path.split('/'))) return;
      expect(path.split('/').slice(0, compiled.prefix.length)).toEqual(compiled.prefix);
    }),
    { numRuns: 3_000 },
  ));

const part = fc.stringMatching(/^[ab*^$]{1,3}$/);
const segments = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
const globs = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^(?:\*?[ab]{1,2}){0,2}\*?$/).filter((text) => text !== ''),
      fc.constant('**'),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('/'));
const regexes = fc
  .tuple(
    fc.stringMatching(/^[ab/]{1,4}[?*+|]?[ab/]{0,4}$/),
    fc.constantFrom('', '|a', '(a|b/)', '[|]|b', '[]|]', '\\||b', '[[:alpha:]|]|a/b', '\\Q(\\E|a'),
  )
  .map((parts) => `re:${parts.join('')}`);

/** The slow, readable twin: tries everything. */
function naive(glob: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return path.length === 0;
  if (first !== '**')
    return path.length > 0 && naiveSegment(first, path[0] ?? '') && naive(rest, path.slice(1));
  if (rest.length === 0) return path.length > 0;
  return path.some((_, n) => naive(rest, path.slice(n))) || naive(rest, []);
}

function naiveSegment(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob[0] === '*')
    return [...Array(text.length + 1).keys()].some((n) => naiveSegment(glob.slice(1), text.slice(n)));
  return text[0] === glob[0] && naiveSegment(glob.slice(1), text.slice(1));
}
