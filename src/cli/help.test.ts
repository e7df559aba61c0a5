import { expect, test } from 'vitest';
import { cliWords } from '../shared/words/cli.ts';
import { languageNames } from '../shared/words/languages.ts';
import { globalOptions } from './command.ts';
import { commandHelp } from './help-texts.ts';
import { table } from './table.ts';
import { cli } from './testing/fake.ts';

test.each(Object.keys(table))('%s --help names every flag and shows examples', async (name) => {
  const command = await table[name]?.load();
  const { code, out, err } = await cli([...name.split(' '), '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`Usage: holdfast ${name}`);
  expect(command?.name).toBe(name);
  for (const option of Object.keys({ ...command?.options, ...globalOptions }))
    expect(out).toContain(`--${option}`);
  expect(out).toContain('Examples:');
  for (const line of out.split('\n')) expect(line.length).toBeLessThan(160);
});

test.each(languageNames)(
  'in %s every command, option and group has its text, and examples',
  async (language) => {
    const help = await cliWords('help', language);
    expect(Object.keys(help.commands)).toEqual(Object.keys(table));
    for (const [name, { load }] of Object.entries(table)) {
      const { short, about, options, examples } = commandHelp(help, name);
      expect(`${short}${about}`).not.toContain('TODO');
      for (const option of Object.keys((await load()).options))
        expect({ ...help.global, ...help.shared, ...options }[option], `${name} --${option}`).toMatch(/./);
      expect(examples.length).toBeGreaterThan(0);
      for (const [line] of examples) expect(line).toContain(name);
    }
    const groups = Object.keys(table).flatMap((name) => (name.includes(' ') ? name.split(' ')[0] : []));
    for (const group of groups) expect(help.groups).toHaveProperty(group ?? '');
  },
);

test('the overview lists every command and exit code; help and -h are other ways to it', async () => {
  const { code, out } = await cli(['--help']);
  expect(code).toBe(0);
  for (const name of Object.keys(table)) expect(out).toContain(`  ${name} `);
  for (const exit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130])
    expect(out).toMatch(new RegExp(`\\b${exit}\\s[a-z]`));
  expect((await cli(['help'])).out).toBe(out);
  expect((await cli(['-h'])).out).toBe(out);
  expect((await cli(['help', 'secret', 'get'])).out).toBe((await cli(['secret', 'get', '--help'])).out);
});

test('a group has its own help; without a command it is wrong usage', async () => {
  const group = await cli(['secret', '--help']);
  expect(group.code).toBe(0);
  expect(group.out).toContain('secret rollback');
  expect(group.out).not.toMatch(/^ {2}generate/m);
  expect(await cli(['secret'])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('secret get'),
  });
  expect(await cli([])).toMatchObject({ code: 2, out: '' });
});

test.each([
  [['police', 'create'], /no command "police"/],
  [['sercet', 'get', 'x'], /closest is "secret"/],
  [['secret', 'gte', 'x'], /closest is "secret get"/],
  [['statsu'], /closest is "status"/],
  [['secret', 'password=hunter2'], /"secret password=\.\.\."/],
  [['__proto__'], /no command/],
  [['secret', 'constructor'], /no command/],
  [['--frobnicate', 'secret'], /--frobnicate/],
])('%j is unknown: exit 2', async (argv, words) => {
  expect(await cli(argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(words) });
});

test('the version', async () => {
  expect((await cli(['--version'])).out).toMatch(/^holdfast \d+\.\d+\.\d+\n$/);
  expect((await cli(['secret', 'list', '--version'])).out).toMatch(/^holdfast \d/);
});

test('generate needs no vault', async () => {
  expect(await cli(['generate'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^[!-~]{24}$/),
    err: '',
  });
  expect((await cli(['generate', '--symbols=', '--length', '40'])).out).toMatch(/^[A-Za-z0-9]{40}$/);
  expect((await cli(['generate', '--words', '4', '--separator', '.'])).out.split('.')).toHaveLength(4);
  expect(await cli(['generate'], { stdoutTTY: true, stderrTTY: true })).toMatchObject({
    out: expect.stringMatching(/^\S{24}\n$/),
    err: expect.stringMatching(/^About 1\d\d bits\.\n$/),
  });
  const { value, bits } = JSON.parse((await cli(['generate', '--words', '6', '--json'])).out);
  expect(value.split(' ')).toHaveLength(6);
  expect(bits).toBe(77);
  for (const argv of [
    ['--words', '4', '--length', '9'],
    ['--length', '3'],
    ['--length', 'x'],
    ['--number'],
  ]) {
    expect((await cli(['generate', ...argv])).code).toBe(2);
  }
  expect((await cli(['generate', '--symbols', 'a'])).code).toBe(8);
});

test('a fault of our own has a reference and no path; HOLDFAST_DEBUG shows where', async () => {
  const broken = {
    get HOLDFAST_VAULT(): string {
      throw new TypeError('/home/somebody/secret');
    },
  };
  const { code, err } = await cli(['status'], { env: broken });
  expect(code).toBe(1);
  expect(err).toMatch(/reference TypeError-[0-9a-f]{8}\./);
  expect(err).not.toMatch(/somebody|\.ts/);
});
