import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, vaultForTest } from './testing/vault.ts';
import { visible, visibleText } from './visible.ts';

const unseen = [
  ...'\u0000\u0007\b\r\u001b\u007f\u0085\u009b\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c',
  ...'\u202d\u202e\u2060\u2064\u2066\u2067\u2068\u2069\ufeff\ufffb\u{e0001}\u{e0041}',
];

test.each(unseen)('%j is spelled out', (character) => {
  for (const spelled of [visible(`a${character}b`), visibleText(`a${character}b`)]) {
    expect(spelled).toMatch(/^a(\\u[0-9a-f]{4}){1,2}b$/);
    expect(JSON.parse(`"${spelled}"`)).toBe(`a${character}b`);
  }
});

test('letters of any script, accents, spaces and pictures stay; of several lines the ends and tabs too', () => {
  const text = 'Zoë שלום سلام 秘密 e\u0301 \u00a0 👍🏽 ☃\ufe0f';
  expect(visible(text)).toBe(text);
  expect(visibleText('a\tb\nc')).toBe('a\tb\nc');
  expect(visible('a\tb\nc')).toBe('a\\u0009b\\u000ac');
});

test('JSON that is spelled out is the same JSON', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      expect(JSON.parse(visibleText(json))).toEqual(JSON.parse(json));
    }),
  );
});

// A value, a name and a tag that move the cursor, repaint, turn text around and hide letters.
const evil = `a\u001b]0;x\u0007\u009b2J\u202eb\u200bc\ufeffd\u061ce\re`;
const name = 'k\u001b[2J\u202e';
// Every control and format character but the line end.
const moving = /[^\P{C}\n]|[\u2028\u2029]/u;
let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
  await fixture.run(
    ['secret', 'put', 'x', `${name}=${evil}`, 'value=two', '--stdin', 'plain', '--tag', evil],
    {
      stdin: `${evil}\nnext`,
    },
  );
});
afterAll(() => fixture.remove());

test.each([
  ['secret', 'get', 'x'],
  ['secret', 'get', 'x', 'plain'],
  ['secret', 'get', 'x', '--json'],
  ['secret', 'get', 'x', '--format', 'json'],
  ['secret', 'get', 'x', '--format', 'yaml'],
  ['secret', 'get', 'x', '--format', 'env'],
  ['secret', 'metadata', 'x'],
  ['secret', 'metadata', 'x', '--json'],
  ['secret', 'list', '--json'],
  ['inject'],
  ['audit'],
  ['status'],
])('%s: a terminal is shown nothing that moves it; a pipe gets what is stored', async (...argv) => {
  const stdin = '{{ holdfast://x#plain }}';
  const shown = await fixture.run(argv, { stdin, stdoutTTY: true });
  expect(shown.code).toBe(0);
  expect(shown.out).not.toMatch(moving);
  const piped = await fixture.run(argv, { stdin });
  const exact =
    argv.includes('--json') || argv.includes('json') || argv.includes('yaml') ? undefined : evil.slice(-4);
  if (exact !== undefined && !['audit', 'status'].includes(argv[0] ?? '')) expect(piped.out).toContain(exact);
  if (argv.includes('--json')) expect(JSON.parse(shown.out)).toEqual(JSON.parse(piped.out));
});

test('the value alone comes byte for byte into a pipe, and bytes to no terminal', async () => {
  expect((await fixture.run(['secret', 'get', 'x', 'plain'])).out).toBe(`${evil}\nnext`);
  await fixture.run([
    'secret',
    'put',
    'bytes',
    '--file',
    `b=${fixture.write('b', Uint8Array.of(0xff, 0x1b))}`,
  ]);
  expect(await fixture.run(['secret', 'get', 'bytes', 'b'], { stdoutTTY: true })).toMatchObject({
    code: 2,
    out: '',
  });
  const inject = await fixture.run(['inject'], { stdin: 'holdfast://bytes#b', stdoutTTY: true });
  expect(inject).toMatchObject({ code: 2, out: '' });
});

test('what was wrongly typed is told back without moving the cursor', async () => {
  for (const argv of [
    ['secret', 'get', evil],
    ['nonsense\u001b[2J'],
    ['secret', 'get', 'x', name + evil],
    ['status', `--${evil}`],
  ]) {
    const { err } = await fixture.run(argv);
    expect(err).not.toMatch(moving);
  }
});
