import fc from 'fast-check';
import { expect, test } from 'vitest';
import { command } from './command.ts';
import { nearest } from './nearest.ts';
import { parse, split } from './parse.ts';
import { cli } from './testing/fake.ts';
import { misuseOf } from './testing/misuse.ts';

const isGroup = (word: string) => word === 'secret';
const thing = command({
  name: 'secret thing',
  args: 'PATH [KEY]',
  count: [1, 2],
  options: {
    version: { value: 'N' },
    tag: { value: 'T', many: true },
    all: {},
  },
  run: async () => undefined,
});

test.each([
  [['secret', 'get', 'p'], ['secret', 'get'], ['p']],
  [
    ['--vault', 'secret', 'secret', '--json', 'get', 'p'],
    ['secret', 'get'],
    ['--vault', 'secret', '--json', 'p'],
  ],
  [['status', 'secret'], ['status'], ['secret']],
  [
    ['secret', 'put', '--stdin', 'k', 'p'],
    ['secret', 'put'],
    ['--stdin', 'k', 'p'],
  ],
  [['--vault=v', 'secret'], ['secret'], ['--vault=v']],
  [['--', 'secret', 'get'], [], ['--', 'secret', 'get']],
  [[], [], []],
])('%j names its command', (argv, words, rest) => {
  expect(split(argv, isGroup)).toMatchObject({ words, rest });
});

test("options before, between and after; a command's own option hides a global one", () => {
  const { args, options, global } = parse(thing, [
    '--json',
    'p',
    '--version',
    '3',
    '--tag=a',
    '--tag',
    'b',
    '--',
    '-k',
  ]);
  expect(args).toEqual(['p', '-k']);
  expect(options).toEqual({ version: '3', tag: ['a', 'b'], all: false });
  expect(global).toMatchObject({ json: true, quiet: false, vault: undefined });
});

test.each([
  [['p', '--verson', '3'], /no option --verson; the closest is --version/],
  [['p', '--version'], /--version needs a value/],
  [['p', '--version', '--json'], /--version needs a value/],
  [['p', '--version', '1', '--version', '2'], /twice/],
  [['p', '--all=yes'], /takes no value/],
  [[], /Something is missing: holdfast secret thing PATH/],
  [['a', 'b', 'c'], /Too much/],
  [['p', '-x'], /no option -x/],
  [['p', '--__proto__'], /no option --__proto__/],
  [['p', '--constructor=x'], /no option --constructor/],
])('%j is refused', (argv, words) => {
  expect(misuseOf(() => parse(thing, argv))).toMatch(words);
});

test('a value that begins with a dash is written with =, and a single dash is a value', () => {
  expect(parse(thing, ['p', '--version=-1', '--passphrase-file', '-'])).toMatchObject({
    options: { version: '-1' },
    global: { 'passphrase-file': '-' },
  });
});

test('whatever is typed is parsed or refused as misuse, and no refusal repeats a value', () => {
  const word = fc.oneof(
    fc.constantFrom('--tag', '--all', '--', '-', '--version=', '--x=hunter2', '-hunter2'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      split(argv, isGroup);
      try {
        parse(thing, argv);
      } catch (error) {
        expect(error).toMatchObject({ name: 'UsageError' });
        expect(misuseOf(() => parse(thing, argv))).not.toMatch(/=hunter2/);
      }
    }),
  );
});

test('the nearest name is the one with the fewest slips', () => {
  expect(nearest('secret gte', ['init', 'secret list', 'secret get'])).toBe('secret get');
  expect(nearest('sercet', ['verify', 'secret'])).toBe('secret');
  expect(nearest('x', [])).toBeUndefined();
});

test.each([
  ['init', ''],
  ['init', 'a', '--key-file', ''],
  ['init', 'a', '--passphrase-file='],
  ['--vault', '', 'status'],
  ['--vault=', 'secret', 'list'],
  ['backup', 'create', ''],
  ['backup', 'create', '', '--locked'],
  ['backup', 'list', ''],
  ['backup', 'prune', '', '--keep-last', '1'],
  ['backup', 'verify', ''],
  ['backup', 'restore', '', 'b'],
  ['backup', 'restore', 'a', ''],
  ['backup', 'restore', 'a', '', '--replace'],
  ['repair', ''],
  ['repair', 'a', '--from', ''],
  ['merge', ''],
  ['import', ''],
  ['import', 'a', '--report', ''],
  ['policy', 'apply', ''],
  ['recovery', 'check', 'a', ''],
  ['recovery', 'issue', '--out', ''],
  ['key-file', 'create', ''],
  ['inject', ''],
])('an empty name of a file is wrong usage: %j', async (...argv) => {
  const { code, out, err } = await cli(argv, { env: {} });
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('An empty name was given')]);
});

test('what is no file may be empty', async () => {
  expect((await cli(['secret', 'list', ''], { env: {} })).err).not.toContain('An empty name');
  const echo = parse(
    command({
      name: 'run',
      args: '-- COMMAND...',
      count: [1, 9],
      options: {},
      run: async () => 0,
    }),
    ['--', 'echo', ''],
  );
  expect(echo.args).toEqual(['echo', '']);
});
