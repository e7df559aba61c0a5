import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openVault } from '../main/vault/open.ts';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let as: (passphrase: string, argv: readonly string[], typed?: readonly string[]) => ReturnType<typeof cli>;
beforeEach(async () => {
  fixture = await vaultForTest();
  as = (passphrase, argv, typed) =>
    cli(['--vault', fixture.file, '--passphrase-file', fixture.write('as', passphrase), ...argv], {
      ...(typed && { typed }),
    });
});
afterEach(() => fixture.remove());

const at = (name: string) => join(fixture.folder, name);

async function invited(name: string): Promise<string> {
  const { code, out } = await fixture.run(['people', 'invite', name]);
  expect(code).toBe(0);
  return out.trim();
}

async function answered(invitation: string, passphrase: string) {
  const flags = ['--passphrase-file', fixture.write('theirs', passphrase), ...cheap, '--json'];
  const { code, out } = await cli(['people', 'join', invitation, ...flags]);
  expect(code).toBe(0);
  return JSON.parse(out) as { answer: string; words: string[]; name: string; place: string };
}

async function add(name: string, passphrase: string): Promise<void> {
  const { answer, words } = await answered(await invited(name), passphrase);
  const { code } = await fixture.run(['people', 'confirm', answer, '--words', words.join(' ')]);
  expect(code).toBe(0);
}

const names = async () => {
  const { out } = await fixture.run(['people', 'list', '--json']);
  return JSON.parse(out).people.map((person: { name: string }) => person.name);
};

test('invite, join, confirm, list and remove, with files in between', async () => {
  await fixture.run(['secret', 'put', 'prod/db', 'password=x']);
  const [invitation, answer] = [at('bob.invitation'), at('bob.answer')];
  const invite = await fixture.run(['people', 'invite', 'Bob', '--out', invitation]);
  expect(invite).toMatchObject({ code: 0, out: '', err: expect.stringContaining(invitation) });
  expect(readFileSync(invitation, 'utf8')).toMatch(/^HFI1[A-Z2-7\n]+$/);
  expect(statSync(invitation).mode & 0o077).toBe(0);
  const join = await cli(['people', 'join', invitation, '--out', answer, ...cheap], {
    typed: ['their own words', 'their own words'],
  });
  expect(join).toMatchObject({ code: 0, out: '' });
  expect(join.err).toContain(`invited as Bob to the vault`);
  expect(join.err).toContain(fixture.file);
  const said = /they let you in: ([a-z -]+)\n$/.exec(join.err)?.[1] ?? '';
  expect(said.split(' ')).toHaveLength(6);
  const confirm = await as('correct horse battery', ['people', 'confirm', answer], ['yes']);
  expect(confirm).toMatchObject({ code: 0, out: '' });
  expect(confirm.err).toContain(`\n    ${said}\n`);
  expect(confirm.err).toContain('less than 64 MiB');
  expect(await as('their own words', ['secret', 'get', 'prod/db', 'password'])).toMatchObject({
    code: 0,
    err: '',
    out: 'x',
  });
  await as('their own words', ['secret', 'put', 'prod/new', 'password=y']);
  const list = await fixture.run(['people', 'list']);
  expect(list.out).toMatch(
    /^owner\tadded \S+\topened \S+ on \S+\tyou\nBob\tadded \S+ by owner\topened \S+ on \S+\n$/,
  );
  expect(list.err).toContain('rights for single folders are not promised');
  const removed = await fixture.run(['people', 'remove', 'bob']);
  expect(removed.code).toBe(0);
  expect(removed.out).toMatch(/^\S+\tprod\/new\n\S+\tprod\/db\n$/);
  expect(removed.err).toContain('Bob opens this vault no more');
  expect(await as('their own words', ['secret', 'list'])).toMatchObject({ code: 4 });
  expect(await names()).toEqual(['owner']);
});

test('the audit says who; a name is taken by whoever opens', async () => {
  expect(await fixture.run(['people', 'name', ' Anna '])).toMatchObject({
    code: 0,
    err: expect.stringContaining('Anna'),
  });
  await add('Bob', 'their own words');
  await as('their own words', ['secret', 'put', 'a', 'x=y']);
  await as('their own words', ['secret', 'move', 'a', 'b']);
  const audit = await fixture.run(['audit', '--json']);
  const entries = JSON.parse(audit.out) as { client: string; action: string; path: string }[];
  const said = entries.map(({ client, action, path }) => `${client} ${action} ${path}`);
  expect(said).toEqual(
    expect.arrayContaining(['person:Anna people.confirm Bob', 'person:Bob secret.move a']),
  );
  const [anna, bob] = JSON.parse((await fixture.run(['people', 'list', '--json'])).out).people;
  expect(anna).toMatchObject({ name: 'Anna', by: null, you: true, keyFile: false });
  expect(bob).toMatchObject({
    name: 'Bob',
    by: 'Anna',
    you: false,
    device: expect.any(String),
    opened: expect.stringMatching(/Z$/),
  });
});

test('an invitation can be withdrawn, and answers come by standard input', async () => {
  const invitation = await invited('Bob');
  const flags = ['--passphrase-file', fixture.write('theirs', 'w'), ...cheap];
  const answer = await cli(['people', 'join', '-', ...flags], {
    stdin: `  ${invitation.slice(0, 50)}\n${invitation.slice(50)}\n`,
  });
  expect(answer).toMatchObject({ code: 0, out: expect.stringMatching(/^HFA1[A-Z2-7]+\n$/) });
  expect((await fixture.run(['people', 'list'])).out).toContain('Bob\tinvited');
  expect(await fixture.run(['people', 'remove', 'bob', '--json'])).toMatchObject({
    code: 0,
    out: '{"withdrawn":"Bob"}\n',
  });
  expect(await fixture.run(['people', 'confirm', '-', '--words', 'x'], { stdin: answer.out })).toMatchObject({
    code: 8,
    err: expect.stringContaining('does not know its invitation'),
  });
});

describe('refusals', () => {
  test('other words, a no, and nobody to ask change nothing', async () => {
    const { answer, words } = await answered(await invited('Bob'), 'w');
    const other = [...words.slice(1), words[0]].join(' ');
    expect(await fixture.run(['people', 'confirm', answer, '--words', other])).toMatchObject({
      code: 8,
      err: expect.stringContaining('six words are not the same'),
    });
    expect(await as('correct horse battery', ['people', 'confirm', answer], ['no'])).toMatchObject({
      code: 8,
    });
    expect(await fixture.run(['people', 'confirm', answer])).toMatchObject({ code: 2 });
    expect(await names()).toEqual(['owner']);
  });

  test.each([
    [['people', 'invite', 'x'.repeat(10_240)], 'at most 64 characters'],
    [['people', 'invite', 'a\u001b[2J'], 'nobody sees'],
    [['people', 'invite', ' '], 'needs a name'],
    [['people', 'name', 'owner'], 'owner'],
    [['people', 'remove', 'owner'], 'Nobody else opens'],
    [['people', 'join', 'HFI1AAAAAAAAAAAAAAAAAAAAAAAA'], 'missing'],
    [['people', 'confirm', '/nowhere/answer', '--words', 'x'], 'no such file'],
  ])('%j', async (argv, words) => {
    const { code, out, err } = await fixture.run(argv);
    expect({ code, out }).toEqual({ code: 8, out: '' });
    expect(err).toContain(words);
    expect(err).not.toContain('\u001b');
  });

  test('nobody of that name: exit 3; an empty name is wrong usage', async () => {
    expect(await fixture.run(['people', 'remove', 'Eve'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('"Eve"'),
    });
    expect(await fixture.run(['people', 'invite', ''])).toMatchObject({ code: expect.any(Number), out: '' });
  });

  test('a file that is no code, too large, or the other kind', async () => {
    const invitation = await invited('Bob');
    const { answer } = await answered(invitation, 'w');
    const run = async (argv: string[]) => {
      const { code, err } = await fixture.run(argv);
      return [code, err] as const;
    };
    expect(await run(['people', 'join', fixture.write('a', answer)])).toEqual([
      8,
      expect.stringContaining('people confirm'),
    ]);
    expect(await run(['people', 'confirm', fixture.write('i', invitation), '--words', 'x'])).toEqual([
      8,
      expect.stringContaining('people join'),
    ]);
    expect(await run(['people', 'join', fixture.write('b', Buffer.from([0xff, 0xfe, 0]))])).toEqual([
      8,
      expect.stringContaining('neither an invitation'),
    ]);
    expect(await run(['people', 'join', fixture.write('e', '')])).toEqual([
      8,
      expect.stringContaining('no invitation'),
    ]);
    expect(await run(['people', 'join', fixture.write('l', 'A'.repeat(20_000))])).toEqual([
      8,
      expect.stringContaining('16384 characters'),
    ]);
    expect(await run(['people', 'join', fixture.write('h', 'A'.repeat(200_000))])).toEqual([
      8,
      expect.any(String),
    ]);
  });

  test('an answer to another vault’s invitation', async () => {
    const other = await vaultForTest('another');
    try {
      const { out } = await other.run(['people', 'invite', 'Bob']);
      const { answer, words } = await answered(out.trim(), 'w');
      expect(await fixture.run(['people', 'confirm', answer, '--words', words.join(' ')])).toMatchObject({
        code: 8,
        err: expect.stringContaining('another vault'),
      });
    } finally {
      other.remove();
    }
  });

  test('through the app nobody changes people', async () => {
    for (const argv of [['list'], ['invite', 'Bob'], ['confirm', 'x'], ['remove', 'Bob'], ['name', 'Bob']])
      expect(await cli(['people', ...argv])).toMatchObject({
        code: 2,
        err: expect.stringContaining('--vault FILE'),
      });
  });
});

test('sheets replace the passphrase of who is named, and the others are told', async () => {
  await add('Bob', 'their own words');
  const vault = await openVault({ location: fixture.file }, 'correct horse battery');
  const { shares } = await vault.recovery.issue({
    passphrase: 'correct horse battery',
    shares: 1,
    threshold: 1,
  });
  await vault.recovery.markProven([1]);
  await vault.recovery.activate();
  await vault.lock();
  const sheet = fixture.write('words.txt', shares[0]?.join(' ') ?? '');
  const flags = ['--new-passphrase-file', fixture.write('new', 'a new one for Bob')];
  const restore = (more: string[]) =>
    cli(['--vault', fixture.file, 'recovery', 'restore', sheet, ...flags, ...more]);
  expect(await restore([])).toMatchObject({
    code: 8,
    err: expect.stringContaining('--person NAME: "owner", "Bob"'),
  });
  const done = await restore(['--person', 'bob']);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('as before: owner') });
  expect(await as('a new one for Bob', ['people', 'list'])).toMatchObject({ code: 0 });
  expect(await fixture.run(['people', 'list'])).toMatchObject({ code: 0 });
  expect(await as('their own words', ['people', 'list'])).toMatchObject({ code: 4 });
});
