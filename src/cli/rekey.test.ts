import fs, { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initializeBackend } from '../main/backend/initialize.ts';
import { openVault, readHeader } from '../main/vault/open.ts';
import { gatherForLocked } from '../main/vault/restore.ts';
import { unwrapAny } from '../main/vault/slots.ts';
import { forgetRecipients } from '../main/vault/testing/recipients.ts';
import { failureOf } from '../shared/failure.ts';
import { shownSet } from '../shared/recovery.ts';
import { cli } from './testing/fake.ts';
import { cheap, damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

const passphrase = 'correct horse battery';

let fixture: Fixture;
/** The vault as it was at the start, which somebody has taken. */
let copy: string;
let fresh: string;
beforeEach(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'mail/ada', 'password=one']);
  await fixture.run(['secret', 'put', 'prod/db', 'password=two']);
  await fixture.run(['secret', 'put', 'mail/ada', 'password=three']);
  copy = join(fixture.folder, 'copy.holdfast');
  copyFileSync(fixture.file, copy);
  fresh = fixture.write('q', 'a new passphrase of mine\n');
});
afterEach(() => fixture.remove());

const renamed = (argv: readonly string[]) =>
  cli(['--vault', fixture.file, '--passphrase-file', fresh, ...argv]);

/** What the root key of the copy does to the vault of today: its failure, or `opens`. */
async function today(rootKey: Uint8Array): Promise<string> {
  const tried = initializeBackend({ location: fixture.file }, rootKey);
  const opened = await tried.catch((error: unknown) => failureOf(error)?.code ?? 'internal');
  if (typeof opened === 'string') return opened;
  await opened.backend.close();
  return 'opens';
}

async function todayByPassphrase(): Promise<string> {
  const { slots, vaultId } = await readHeader({ location: copy });
  return today((await unwrapAny(slots, passphrase, vaultId)).rootKey);
}

async function todayBySheets(sheets: readonly string[][]): Promise<string> {
  const gathering = await gatherForLocked({ location: copy });
  for (const words of sheets) await gathering.give(words.join(' '));
  return today(await gathering.rootKey());
}

/** A change of keys that was cut short right behind its first commit. */
async function cutShort(next = passphrase): Promise<void> {
  const vault = await openVault({ location: fixture.file }, passphrase);
  await vault.rekey(passphrase, next);
  await vault.lock();
}

/** A set of two sheets that is in use, and in the copy. */
async function issued({ pending = false } = {}): Promise<string[][]> {
  const vault = await openVault({ location: fixture.file }, passphrase);
  const { shares } = await vault.recovery.issue({ passphrase, threshold: 2, shares: 2 });
  if (!pending) {
    await vault.recovery.markProven([1, 2]);
    await vault.recovery.activate();
  }
  await vault.lock();
  if (!pending) copyFileSync(fixture.file, copy);
  return shares;
}

async function isRenewing(words = passphrase): Promise<boolean> {
  const vault = await openVault({ location: fixture.file }, words);
  const { renewing } = vault;
  await vault.lock();
  return renewing;
}

describe('rekey', () => {
  it('gives new keys, tells how far it is, and names what older copies keep, newest change first', async () => {
    expect(await todayByPassphrase()).toBe('opens');
    const ran = await fixture.run(['rekey']);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^\d{4}-\S+Z\tmail\/ada\n\d{4}-\S+Z\tprod\/db\n$/);
    expect(ran.err).toMatch(
      /^The vault has new keys.*\n2 of 2 secrets encrypted with the new keys\nCopies from before .* keep these 2 secrets/,
    );
    expect([await todayByPassphrase(), await isRenewing()]).toEqual(['wrong-key', false]);
    expect((await fixture.run(['secret', 'get', 'mail/ada', 'password'])).out).toBe('three');
    expect((await fixture.run(['verify'])).code).toBe(0);
  });

  it('prints the same as JSON; --list prints it again without a change, less what has another value since', async () => {
    expect(JSON.parse((await fixture.run(['rekey', '--list', '--json'])).out)).toEqual({
      rekeyed: null,
      secrets: [],
    });
    const { rekeyed, secrets } = JSON.parse((await fixture.run(['rekey', '--json'])).out);
    expect(new Date(rekeyed).toISOString()).toBe(rekeyed);
    expect(secrets).toEqual([
      { path: 'mail/ada', changed: expect.stringMatching(/Z$/), deleted: false },
      { path: 'prod/db', changed: expect.stringMatching(/Z$/), deleted: false },
    ]);
    await fixture.run(['secret', 'put', 'mail/ada', 'password=four']);
    await fixture.run(['secret', 'delete', 'prod/db']);
    const listed = await fixture.run(['rekey', '--list']);
    expect(listed).toMatchObject({ code: 0, out: `${secrets[1].changed}\tprod/db\tdeleted\n` });
    await fixture.run(['secret', 'destroy', 'prod/db', '--all']);
    const none = await fixture.run(['rekey', '--list', '--json']);
    expect(JSON.parse(none.out)).toEqual({ rekeyed, secrets: [] });
    expect(none.err).toMatch(/out of date/);
  });

  it('says nothing but failures with --quiet, and rewrites one line on a terminal', async () => {
    expect((await fixture.run(['rekey', '--quiet'])).err).toBe('');
    const shown = await fixture.run(['rekey'], { stderrTTY: true });
    expect(shown.err).toMatch(/\r2 of 2 secrets encrypted with the new keys\r +\r/);
  });

  it('takes a new passphrase: neither the old one nor an old copy with it opens the vault', async () => {
    expect((await fixture.run(['rekey', '--new-passphrase-file', fresh])).code).toBe(0);
    expect((await fixture.run(['secret', 'list'])).code).toBe(4);
    expect((await renamed(['secret', 'get', 'prod/db', 'password'])).out).toBe('two');
    expect(await todayByPassphrase()).toBe('wrong-key');
    const argv = ['--vault', fixture.file, '--passphrase-file', fresh, 'rekey', '--new-passphrase'];
    const third = 'the third of my passphrases';
    const typed = await cli(argv, { typed: [third, third] });
    expect([typed.code, (await renamed(['secret', 'list'])).code]).toEqual([0, 4]);
    await (await openVault({ location: fixture.file }, third)).lock();
  });

  it.each([[[]], [['--keep-keys']]])(
    'leaves the key file as it is, with a new passphrase and %j',
    async (flags) => {
      const key = fixture.write('my.key', 'some bytes');
      const asks = join(fixture.folder, 'both.holdfast');
      const made = ['init', asks, '--passphrase-file', fixture.passphraseFile, '--key-file', key, ...cheap];
      expect((await cli(made)).code).toBe(0);
      for (const file of [asks, fixture.file]) {
        const both = ['--vault', file, '--passphrase-file', fixture.passphraseFile, '--key-file', key];
        expect((await cli([...both, 'rekey', '--new-passphrase-file', fresh, ...flags])).code).toBe(0);
      }
      const now = (file: string) => cli(['--vault', file, '--passphrase-file', fresh, 'secret', 'list']);
      expect([(await now(asks)).code, (await now(fixture.file)).code]).toEqual([4, 0]);
      const both = ['--vault', asks, '--passphrase-file', fresh, '--key-file', key, 'secret', 'list'];
      expect((await cli(both)).code).toBe(0);
    },
  );

  it('with --keep-keys changes the passphrase alone, and says what that leaves open', async () => {
    const ran = await fixture.run(['rekey', '--new-passphrase-file', fresh, '--keep-keys']);
    expect(ran).toMatchObject({ code: 0, out: '' });
    expect(ran.err).toMatch(/keys are as before: an older copy.*opens what is written later/);
    expect((await fixture.run(['secret', 'list'])).code).toBe(4);
    expect((await renamed(['secret', 'list'])).code).toBe(0);
    expect(await todayByPassphrase()).toBe('opens');
  });

  it('is interrupted with exit 130, and the next run goes on with the same keys', async () => {
    const stop = new AbortController();
    const heard = (text: string) => text.startsWith('The vault has new keys') && stop.abort();
    const cut = await fixture.run(['rekey'], { signal: stop.signal, heard });
    expect(cut).toMatchObject({ code: 130, out: '' });
    expect(cut.err).toMatch(/Stopped: .*"holdfast rekey"/);
    expect([await isRenewing(), await todayByPassphrase()]).toEqual([true, 'wrong-key']);
    const before = JSON.parse((await fixture.run(['rekey', '--list', '--json'])).out);
    const ran = await fixture.run(['rekey', '--json']);
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(/^Continues the change of keys/) });
    expect([JSON.parse(ran.out), await isRenewing()]).toEqual([before, false]);
    const again = JSON.parse((await fixture.run(['rekey', '--json'])).out);
    expect(again.rekeyed > before.rekeyed).toBe(true);
  });

  it('goes on by the same command line, although the passphrase of before opens nothing any more', async () => {
    await cutShort('a new passphrase of mine');
    const argv = ['rekey', '--new-passphrase-file', fresh];
    expect(await fixture.run(argv)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Continues the change of keys/),
    });
    expect(await isRenewing('a new passphrase of mine')).toBe(false);
    // Once it is through, that passphrase is only a wrong one.
    expect((await fixture.run(argv)).code).toBe(4);
  });

  it('takes another passphrase than that of a run that was cut short, with newer keys', async () => {
    await cutShort();
    const ran = await fixture.run(['rekey', '--new-passphrase-file', fresh]);
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(/^The vault has new keys/) });
    expect([await isRenewing('a new passphrase of mine'), (await fixture.run(['status'])).code]).toEqual([
      false,
      0,
    ]);
  });

  it('changes nothing with a wrong passphrase, an empty new one, or no vault', async () => {
    const wrong = fixture.write('w', 'wrong\n');
    expect((await cli(['--vault', fixture.file, '--passphrase-file', wrong, 'rekey'])).code).toBe(4);
    const empty = fixture.write('e', '\n');
    expect((await fixture.run(['rekey', '--new-passphrase-file', empty])).code).toBe(8);
    for (const name of ['rekey', 'rotate', 'recovery revoke'])
      expect(await cli(name.split(' '))).toMatchObject({ code: 2, err: expect.stringMatching(/--vault/) });
    expect(await todayByPassphrase()).toBe('opens');
  });

  it.each([
    ['rekey --keep-keys', /--keep-keys is for a new passphrase/],
    ['rekey --list --keep-keys', /--list changes nothing/],
    ['rekey --list --new-passphrase', /--list changes nothing/],
    ['rekey --new-passphrase --new-passphrase-file q', /not both/],
    ['rekey now', /./],
  ])('refuses %s', async (line, words) => {
    expect(await fixture.run(line.split(' '))).toMatchObject({ code: 2, err: expect.stringMatching(words) });
  });

  it('reads standard input once', async () => {
    const argv = ['--vault', fixture.file, '--passphrase-file', '-', 'rekey', '--new-passphrase-file', '-'];
    expect(await cli(argv, { stdin: `${passphrase}\n` })).toMatchObject({ code: 2 });
  });
});

describe('a vault that cannot be written to', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['rekey'],
    ['rekey --json'],
    ['rekey --new-passphrase-file'],
    ['rekey --keep-keys --new-passphrase-file'],
    ['rotate'],
    ['recovery revoke'],
    ['recovery restore --new-passphrase-file'],
  ])('is refused by %s with exit 9, and nothing is changed', async (line) => {
    const files = (await issued()).map((some, n) => fixture.write(`words-${n}.txt`, some.join(' ')));
    // What the store asks: who runs this as root may write everywhere.
    vi.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    const before = readFileSync(fixture.file);
    const argv = [...line.split(' '), ...(line.endsWith('-file') ? [fresh] : [])];
    const ran = await fixture.run(line.includes('restore') ? [...argv, ...files] : argv);
    expect(ran).toMatchObject({ code: 9, out: '', err: expect.stringMatching(/does not allow writing/) });
    expect(readFileSync(fixture.file).equals(before)).toBe(true);
    expect(await fixture.run(['rekey', '--list', '--json'])).toMatchObject({ code: 0 });
  });
});

describe('what new keys cannot be given to', () => {
  it.each([['rekey'], ['rekey --quiet']])('is named by %s', async (line) => {
    const vault = await openVault({ location: fixture.file }, passphrase);
    const { status } = await vault.recovery.issue({ passphrase, threshold: 1, shares: 1 });
    await vault.recovery.markProven([1]);
    await vault.recovery.activate();
    await vault.lock();
    await forgetRecipients(fixture.file, passphrase);
    const set = shownSet(status.pending?.set ?? '');
    const ran = await fixture.run(line.split(' '));
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining(`The recovery set ${set} could not`) });
    expect(ran.err).toMatch(/The passphrase "kitchen" could not[\s\S]*Holdfast does not know, "later"/);
    expect((await fixture.run(['rekey'])).err).not.toMatch(/could not/);
  });
});

describe('rotate', () => {
  it('seals what comes with a new data key, and keeps out nobody', async () => {
    const ran = await fixture.run(['rotate', '--json']);
    expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { key: 2 }]);
    expect((await fixture.run(['rotate'])).err).toBe('Data key 3 encrypts what is written from now on.\n');
    expect((await fixture.run(['secret', 'get', 'prod/db', 'password'])).out).toBe('two');
    expect((await fixture.run(['verify'])).code).toBe(0);
    expect(await todayByPassphrase()).toBe('opens');
  });

  it('goes on with a change of keys that was cut short', async () => {
    await cutShort();
    expect((await fixture.run(['rotate'])).err).toMatch(/2 of 2 secrets encrypted with the new keys/);
    expect(await isRenewing()).toBe(false);
  });
});

describe('a set of sheets that goes', () => {
  it.each([
    [
      '',
      'wrong-key',
      /^(2 of 2 secrets.*\n)Older copies .* "holdfast rekey --list".*\nRevoked\. Older copies/,
    ],
    ['--keep-keys', 'opens', /^Revoked\. The keys are as before: an older copy.*opens what is written later/],
  ])('revoke %s: an old backup and its sheets: %s', async (flag, how, words) => {
    const sheets = await issued();
    expect(await todayBySheets(sheets)).toBe('opens');
    const ran = await fixture.run(['recovery', 'revoke', ...(flag ? [flag] : [])]);
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(words) });
    expect([await todayBySheets(sheets), await isRenewing()]).toEqual([how, false]);
    expect((await fixture.run(['secret', 'get', 'prod/db', 'password'])).out).toBe('two');
  });

  it('revoke needs the passphrase', async () => {
    const sheets = await issued();
    const wrong = fixture.write('w', 'wrong\n');
    const argv = ['--vault', fixture.file, '--passphrase-file', wrong, 'recovery', 'revoke'];
    expect((await cli(argv)).code).toBe(4);
    expect(await todayBySheets(sheets)).toBe('opens');
  });

  it.each([
    ['', 'wrong-key'],
    ['--keep-keys', 'opens'],
  ])('activate %s of another set: an old backup and its sheets: %s', async (flag, how) => {
    const old = await issued();
    const next = await issued({ pending: true });
    const files = next.map((words, n) => fixture.write(`words-${n}.txt`, words.join(' ')));
    const ran = await fixture.run(['recovery', 'activate', ...files, ...(flag ? [flag] : [])]);
    expect(ran.code).toBe(0);
    expect([await todayBySheets(old), await isRenewing()]).toEqual([how, false]);
    expect((await cli(['--vault', fixture.file, 'recovery', 'check', ...files])).code).toBe(0);
  });

  it('leaves the keys where the set is the first', async () => {
    await issued();
    expect(await todayByPassphrase()).toBe('opens');
    const { out } = await fixture.run(['rekey', '--list', '--json']);
    expect(JSON.parse(out)).toEqual({ rekeyed: null, secrets: [] });
  });

  it.each([
    [
      '',
      'wrong-key',
      /opens with the new passphrase only.*\n2 of 2 secrets encrypted with the new keys\nOlder copies/,
    ],
    ['--keep-keys', 'opens', /\nThe keys are as before: an older copy.*opens what is written later/],
  ])('restore %s with sheets that stay: an old backup and its passphrase: %s', async (flag, how, words) => {
    const sheets = await issued();
    const files = sheets.map((some, n) => fixture.write(`words-${n}.txt`, some.join(' ')));
    const argv = ['recovery', 'restore', ...files, '--new-passphrase-file', fresh, ...(flag ? [flag] : [])];
    const ran = await cli(['--vault', fixture.file, ...argv]);
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(words) });
    const old = [await todayByPassphrase(), await todayBySheets(sheets)];
    expect([...old, await isRenewing('a new passphrase of mine')]).toEqual([how, how, false]);
    expect((await cli(['--vault', fixture.file, 'recovery', 'check', ...files])).code).toBe(0);
    expect((await renamed(['secret', 'get', 'prod/db', 'password'])).out).toBe('two');
  });

  it('restore that is interrupted leaves a vault that the new passphrase opens', async () => {
    const files = (await issued()).map((some, n) => fixture.write(`words-${n}.txt`, some.join(' ')));
    const stop = new AbortController();
    const heard = (text: string) => text.includes('opens with the new passphrase') && stop.abort();
    const argv = ['recovery', 'restore', ...files, '--new-passphrase-file', fresh];
    const cut = await cli(['--vault', fixture.file, ...argv], { signal: stop.signal, heard });
    expect(cut).toMatchObject({ code: 130, err: expect.stringMatching(/Stopped: .*"holdfast rekey"/) });
    expect([await todayByPassphrase(), await isRenewing('a new passphrase of mine')]).toEqual([
      'wrong-key',
      true,
    ]);
    expect((await renamed(['rekey'])).err).toMatch(/^Continues the change of keys/);
  });

  it('restore of a damaged vault changes nothing, and names the way that is left', async () => {
    const files = (await issued()).map((some, n) => fixture.write(`words-${n}.txt`, some.join(' ')));
    damageLargest(fixture.file);
    const argv = ['recovery', 'restore', ...files, '--new-passphrase-file', fresh];
    const ran = await cli(['--vault', fixture.file, ...argv]);
    expect(ran).toMatchObject({ code: 7, err: expect.stringMatching(/--keep-keys.*"holdfast repair"/) });
    expect((await cli(['--vault', fixture.file, ...argv, '--keep-keys'])).code).toBe(0);
  });

  it('stays in use through a change of keys and of the passphrase', async () => {
    const sheets = await issued();
    expect((await fixture.run(['rekey', '--new-passphrase-file', fresh])).code).toBe(0);
    const files = sheets.map((words, n) => fixture.write(`words-${n}.txt`, words.join(' ')));
    expect((await cli(['--vault', fixture.file, 'recovery', 'check', ...files])).code).toBe(0);
    expect(await todayBySheets(sheets)).toBe('wrong-key');
  });
});
