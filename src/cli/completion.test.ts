import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { table } from './table.ts';
import { cli } from './testing/fake.ts';
import { openScreen, type Screen } from './testing/screen.ts';

// Real shells with what `holdfast completion` prints.
const room = mkdtempSync(join(tmpdir(), 'holdfast-completion-'));
const env = { PATH: process.env['PATH'] ?? '', HOME: room, TERM: 'dumb' };
let screen: Screen | undefined;

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await cli(['completion', shell]);
    expect(code).toBe(0);
    writeFileSync(join(room, shell), out);
  }
});
afterEach(() => {
  screen?.hangUp();
  screen = undefined;
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

const typed: [string, string][] = [
  ['holdfast pol', 'holdfast policy '],
  ['holdfast secret des', 'holdfast secret destroy '],
  ['holdfast --vault x secret und', 'holdfast --vault x secret undelete '],
  ['holdfast backup create --pass', 'holdfast backup create --passphrase-file='],
  ['holdfast secret list --del', 'holdfast secret list --deleted'],
];

test.each([
  ['bash', ['--norc', '-i'], `PS1='> '; source ${room}/bash`],
  [
    'zsh',
    ['-f', '-i'],
    `PS1='> '; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u; source ${room}/zsh`,
  ],
] as const)('%s completes commands, groups and options', async (shell, flags, setup) => {
  const file = spawnSync('which', [shell]).stdout.toString().trim();
  screen = openScreen({ file, args: flags, env });
  screen.type(`${setup}; echo rea''dy\r`);
  await screen.until('ready\r\n');
  for (const [line, whole] of typed) {
    screen.type(`${line}\t`);
    await screen.until(whole);
    screen.type('\u0015');
  }
});

test('fish completes commands, groups and options, with what they are', () => {
  const complete = (line: string) =>
    spawnSync('fish', ['--no-config', '-c', `source ${room}/fish; complete -C '${line}'`], {
      env,
    }).stdout.toString();
  expect(complete('holdfast pol')).toBe('policy\tcommands for policies\n');
  expect(complete('holdfast secret des')).toMatch(/^destroy\t.+\n$/);
  expect(complete('holdfast --vault x secret und')).toMatch(/^undelete\t/);
  expect(complete('holdfast backup create --pass')).toMatch(/^--passphrase-file\t/);
  expect(complete('holdfast secret list --del')).toMatch(/^--deleted\t/);
});

test('every command is offered, and no shell but these three', async () => {
  const { out } = await cli(['completion', 'bash']);
  for (const name of Object.keys(table)) expect(out).toContain(`    '${name}') offers=`);
  expect(await cli(['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
});
