import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { PeopleList } from '../../shared/people.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { answerCode, readAnswer, readInvitation } from '../keyslots/invitation.ts';
import { passphraseBytes } from '../keyslots/passphrase.ts';
import { createVault, openVault, readHeader } from './open.ts';
import { openWithShares } from './restore.ts';
import { sixWords } from './six-words.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const device = 'laptop';
let folder: string;
let location: string;
let vault: Vault;
let now: number;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  now = 1_000;
  vault = await createVault({ location, device, now: () => now }, { passphrase: 'one', kdf });
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

const put = (at: string, text: string, into = vault) =>
  into.secrets.put(at, [{ name: 'password', type: 'secret', value: text }]);
const answerTo = (code: string, words: string, keyFile?: Uint8Array) =>
  answerCode(readInvitation(code), { passphrase: passphraseBytes(words), params: kdf, keyFile });
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => failureOf(error) ?? Promise.reject(error),
  );
const open = (words: string, more: { device?: string; keyFile?: Uint8Array } = {}) =>
  openVault(
    { location, device: more.device ?? 'tower', now: () => now },
    more.keyFile ? { passphrase: words, keyFile: more.keyFile } : words,
  );
const opens = async (words: string) => {
  const opened = await open(words).catch((error) => failureOf(error)?.code ?? Promise.reject(error));
  if (typeof opened === 'string') return opened;
  await opened.lock();
  return 'opened';
};

async function add(name: string, words: string, by = vault, own = 'one'): Promise<void> {
  const answer = await answerTo(await by.people.invite(name), words);
  const looked = await by.people.look(answer);
  expect(looked.name).toBe(name);
  await by.people.confirm(answer, looked.words.join(' '), own);
}

const names = ({ people }: PeopleList) => people.map(({ name }) => name);

describe('a person who was invited and confirmed', () => {
  it('opens the vault with their own passphrase, and the owner with theirs', async () => {
    await put('prod/db', 'x');
    await add('Bob', 'two');
    expect(await opens('two')).toBe('opened');
    expect(await opens('one')).toBe('opened');
    expect(await opens('three')).toBe('wrong-passphrase');
    const bob = await open('two');
    expect((await bob.secrets.get('prod/db')).fields[0]?.value).toBe('x');
    await bob.lock();
  });

  it('is listed with who added them, and when and where they last opened it', async () => {
    await vault.people.rename('Anna');
    now = 2_000;
    await add('Bob', 'two');
    expect(await vault.people.list()).toEqual({
      invited: [],
      people: [
        {
          id: expect.any(String),
          ...{ name: 'Anna', added: 1_000, opened: 1_000, device, keyFile: false, you: true },
        },
        { id: expect.any(String), name: 'Bob', added: 2_000, by: 'Anna', keyFile: false, you: false },
      ],
    });
    now = 3_000;
    const bob = await open('two');
    expect((await bob.people.list()).people[1]).not.toHaveProperty('opened');
    now = 4_000;
    await put('a', 'b', bob);
    expect((await bob.people.list()).people[1]).toMatchObject({ opened: 3_000, device: 'tower', you: true });
    await bob.lock();
  });

  it('is named by the audit, and what happens while it is locked is nobody’s by name', async () => {
    await add('Bob', 'two');
    const bob = await open('two');
    await put('a', 'b', bob);
    await bob.audit.append({
      client: 'owner',
      action: 'unlock.failed',
      outcome: 'wrong-passphrase',
      time: 1,
    });
    await bob.policies.put({ name: 'p', spiffeIdPattern: '**', pathPattern: '**', permissions: ['read'] });
    await bob.secrets.move('a', 'c');
    await bob.secrets.updateMetadata('c', { tags: ['t'] });
    await bob.several.tag({ paths: ['c'] }, ['u'], []);
    const { events = [] } = await bob.secrets.info('c');
    expect(events.map(({ by }) => by)).toEqual(['person:Bob', 'person:Bob', 'person:Bob']);
    const said = (await bob.audit.list()).map(({ client, action }) => `${client} ${action}`);
    expect(said).toContain('owner people.confirm');
    expect(said).toContain('person:Bob policy.put');
    expect(said).toContain('owner unlock.failed');
    await bob.people.rename('Bobby');
    expect((await bob.audit.list()).at(-1)).toMatchObject({ action: 'people.name', path: 'Bobby' });
    await bob.policies.delete('p');
    expect((await bob.audit.list()).at(-1)).toMatchObject({
      client: 'person:Bobby',
      action: 'policy.delete',
    });
    await bob.lock();
  });

  it('stays, whoever changes their passphrase, the keys or the sheets, and changes only their own', async () => {
    await add('Bob', 'two');
    await vault.changePassphrase('one', 'uno');
    await vault.rekey('uno');
    await vault.rotate();
    expect(await opens('two')).toBe('opened');
    const slotOfAnna = (await readHeader({ location })).slots[0];
    const bob = await open('two');
    await bob.changePassphrase('two', 'dos', { keepKeys: true });
    const { slots } = await readHeader({ location });
    expect(slots[0]).toEqual(slotOfAnna);
    expect(names(await bob.people.list())).toEqual(['owner', 'Bob']);
    expect((await bob.people.list()).people[1]).toMatchObject({ you: true, by: 'owner' });
    await bob.changePassphrase('dos', 'zwei');
    await bob.lock();
    for (const [words, found] of [
      ['uno', 'opened'],
      ['zwei', 'opened'],
      ['two', 'wrong-passphrase'],
      ['dos', 'wrong-passphrase'],
      ['one', 'wrong-passphrase'],
    ] as const)
      expect(await opens(words)).toBe(found);
    await vault.lock();
    vault = await open('uno');
    expect((await vault.people.list()).people.map(({ name, you }) => [name, you])).toEqual([
      ['owner', true],
      ['Bob', false],
    ]);
  });

  it('may have a key file while the others have none', async () => {
    const keyFile = new Uint8Array(32).fill(7);
    const answer = await answerTo(await vault.people.invite('Bob'), 'two', keyFile);
    await vault.people.confirm(answer, (await vault.people.look(answer)).words.join(' '), 'one');
    expect(vault.asksKeyFile).toBe(false);
    expect((await vault.people.list()).people.map((one) => one.keyFile)).toEqual([false, true]);
    expect(failureOf(await open('two').catch((error) => error))).toEqual({
      code: 'wrong-passphrase',
      keyFile: 'missing',
    });
    const bob = await open('two', { keyFile });
    expect(bob.asksKeyFile).toBe(true);
    await bob.lock();
    expect(await opens('one')).toBe('opened');
  });

  it('lets others in, too', async () => {
    await add('Bob', 'two');
    const bob = await open('two');
    await add('Carol', 'three', bob, 'two');
    await bob.lock();
    await vault.refresh();
    expect((await vault.people.list()).people.map(({ by }) => by)).toEqual([undefined, 'owner', 'Bob']);
  });
});

describe('a name', () => {
  it.each([
    ['', 'name-empty'],
    ['  ', 'name-empty'],
    ['x'.repeat(10_000), 'name-long'],
    ['a\u001b[2Jb', 'name-characters'],
    ['a\nb', 'name-characters'],
    ['a\u202eb', 'name-characters'],
    ['a\u200bb', 'name-characters'],
    ['a\ud800', 'name-characters'],
    ['Owner', 'name-reserved'],
    ['owner-2', 'name-reserved'],
    ['bOB', 'name-taken'],
    ['Dora', 'name-taken'],
  ])('%j is refused: %s', async (name, reason) => {
    await add('Bob', 'two');
    await vault.people.invite('Dora');
    const before = vault.revision;
    expect(await codeOf(vault.people.invite(name))).toEqual({ code: 'person-refused', reason });
    expect(await codeOf(vault.people.rename(name))).toEqual({ code: 'person-refused', reason });
    expect(vault.revision).toBe(before);
  });

  it('is kept in NFC and without white space around it, and may be one’s own again', async () => {
    await vault.people.rename('  Zoe\u0308 ');
    await vault.people.rename('Zo\u00eb');
    expect(names(await vault.people.list())).toEqual(['Zo\u00eb']);
  });
});

describe('an answer', () => {
  const refusal = async (code: string, words = 'a b c d e f') =>
    Promise.all([codeOf(vault.people.look(code)), codeOf(vault.people.confirm(code, words, 'one'))]);
  const refused = (reason: string) => Array(2).fill({ code: 'code-refused', reason });

  it('that is cut, changed, of another kind, a newer one, or none at all is refused', async () => {
    const invitation = await vault.people.invite('Bob');
    const answer = await answerTo(invitation, 'two');
    expect(await refusal(answer.slice(0, -1))).toEqual(refused('cut'));
    expect(await refusal(answer.slice(0, 40))).toEqual(refused('cut'));
    const at = Math.floor(answer.length / 2);
    const swapped = answer.slice(0, at) + (answer[at] === 'A' ? 'B' : 'A') + answer.slice(at + 1);
    expect(await refusal(swapped)).toEqual(refused('cut'));
    expect(await refusal(invitation)).toEqual(refused('invitation'));
    expect(await refusal(`HFA2${answer.slice(4)}`)).toEqual(refused('newer'));
    expect(await refusal('')).toEqual(refused('empty'));
    expect(await refusal('hello')).toEqual(refused('unknown'));
    expect((await refusal(`${answer}${'A'.repeat(20_000)}`))[0]).toMatchObject({
      code: 'too-large',
      what: 'code',
    });
    expect(await opens('two')).toBe('wrong-passphrase');
    // White space and the case of letters come in on the way.
    const looked = await vault.people.look(
      ` ${answer
        .toLowerCase()
        .replace(/(.{60})/g, '$1\r\n> ')
        .replaceAll('> ', ' ')}\n`,
    );
    expect(looked.words).toEqual(await sixWords(readAnswer(answer).bytes));
  });

  it('for another vault, to an invitation that is not known, or taken before is refused', async () => {
    const elsewhere = await createVault(
      { location: path.join(folder, 'b.holdfast') },
      { passphrase: 'x', kdf },
    );
    const foreign = await answerTo(await elsewhere.people.invite('Bob'), 'two');
    expect(await refusal(foreign)).toEqual(refused('other-vault'));
    await elsewhere.lock();
    const withdrawn = await vault.people.invite('Eve');
    const late = await answerTo(withdrawn, 'two');
    await vault.people.withdraw('eve');
    expect(await refusal(late)).toEqual(refused('not-invited'));
    const answer = await answerTo(await vault.people.invite('Bob'), 'two');
    const { words } = await vault.people.look(answer);
    await vault.people.confirm(answer, words.join(' '), 'one');
    expect(await refusal(answer, words.join(' '))).toEqual(refused('not-invited'));
    expect(names(await vault.people.list())).toEqual(['owner', 'Bob']);
  });

  it('is refused with other words, or without the passphrase of somebody who opens the vault', async () => {
    const answer = await answerTo(await vault.people.invite('Bob'), 'two');
    const { words } = await vault.people.look(answer);
    const other = [...words.slice(0, 5), words[5] === 'abacus' ? 'abdomen' : 'abacus'].join(' ');
    expect(await codeOf(vault.people.confirm(answer, other, 'one'))).toEqual({
      code: 'code-refused',
      reason: 'words',
    });
    expect(await codeOf(vault.people.confirm(answer, '', 'one'))).toEqual({
      code: 'code-refused',
      reason: 'words',
    });
    expect(await codeOf(vault.people.confirm(answer, words.join(' '), 'two'))).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await opens('two')).toBe('wrong-passphrase');
    await vault.people.confirm(answer, `  ${words.join('\n').toUpperCase()} `, 'one');
    expect(await opens('two')).toBe('opened');
  });

  it('of which somebody in between made another has other words, and its maker’s own invitation no psk', async () => {
    const invitation = await vault.people.invite('Bob');
    const [bobs, theirs] = [await answerTo(invitation, 'two'), await answerTo(invitation, 'two')];
    const [said, shown] = [await sixWords(readAnswer(bobs).bytes), (await vault.people.look(theirs)).words];
    expect(said).not.toEqual(shown);
    expect(await codeOf(vault.people.confirm(theirs, said.join(' '), 'one'))).toEqual({
      code: 'code-refused',
      reason: 'words',
    });
  });

  it('that asks for too much of the machine is refused before anything is derived', async () => {
    const { codeOf: textOf } = await import('../keyslots/code.ts');
    const { answer } = readAnswer(await answerTo(await vault.people.invite('Bob'), 'two'));
    const dear = { ...answer, kdf: { ...answer.kdf, memoryKiB: 2 ** 31 - 1, passes: 100 } };
    const code = textOf('answer', Buffer.from(JSON.stringify(dear)));
    expect((await refusal(code))[0]).toMatchObject({ code: 'kdf-refused' });
    for (const wrong of [
      { ...answer, more: 1 },
      { ...answer, kind: 'recovery' },
      [],
      'x',
      { ...answer, public: 'A' },
    ])
      expect(await refusal(textOf('answer', Buffer.from(JSON.stringify(wrong))))).toEqual(
        refused('malformed'),
      );
    expect(await refusal(textOf('answer', Buffer.from([0xff, 0xfe])))).toEqual(refused('malformed'));
  });

  it('with a public key that is none, or a psk sealed to nobody, changes nothing', async () => {
    const { codeOf: textOf } = await import('../keyslots/code.ts');
    const { answer } = readAnswer(await answerTo(await vault.people.invite('Bob'), 'two'));
    for (const wrong of [
      { ...answer, public: Buffer.alloc(1216, 0xff).toString('base64url') },
      { ...answer, psk: Buffer.alloc(60).toString('base64url') },
      { ...answer, ephemeral: Buffer.alloc(32).toString('base64url') },
    ]) {
      const code = textOf('answer', Buffer.from(JSON.stringify(wrong)));
      const { words } = await vault.people.look(code);
      const before = vault.revision;
      expect(await codeOf(vault.people.confirm(code, words.join(' '), 'one'))).toEqual({
        code: 'code-refused',
        reason: 'malformed',
      });
      expect(vault.revision).toBe(before);
    }
  });
});

describe('somebody who is removed', () => {
  it('opens nothing any more, and what they could read is listed, newest first', async () => {
    for (const [at, path] of ['old', 'newer', 'newest'].entries()) {
      now = 2_000 + at;
      await put(path, 'x');
    }
    await add('Bob', 'two');
    await add('Carol', 'three');
    now = 3_000;
    await vault.people.remove('bob', 'one');
    expect(await opens('two')).toBe('wrong-passphrase');
    expect(await opens('three')).toBe('opened');
    expect(await opens('one')).toBe('opened');
    expect(names(await vault.people.list())).toEqual(['owner', 'Carol']);
    expect((await vault.exposed()).map((one) => one.path)).toEqual(['newest', 'newer', 'old']);
    now = 4_000;
    await put('old', 'y');
    expect((await vault.exposed()).map((one) => one.path)).toEqual(['newest', 'newer']);
    const said = (await vault.audit.list()).slice(-2).map(({ action, path: of }) => [action, of]);
    expect(said).toEqual([
      ['people.remove', 'Bob'],
      ['key.replace', undefined],
    ]);
  });

  it('is never the last one, nor whoever gives their own passphrase, nor nobody', async () => {
    expect(await codeOf(vault.people.remove('owner', 'one'))).toEqual({
      code: 'person-refused',
      reason: 'last',
    });
    await add('Bob', 'two');
    expect(await codeOf(vault.people.remove('owner', 'one'))).toEqual({
      code: 'person-refused',
      reason: 'self',
    });
    expect(await codeOf(vault.people.remove('Eve', 'one'))).toEqual({
      code: 'not-found',
      what: 'person',
      name: 'Eve',
    });
    expect(await codeOf(vault.people.remove('Bob', 'three'))).toMatchObject({ code: 'wrong-passphrase' });
    expect(await opens('one')).toBe('opened');
    expect(await opens('two')).toBe('opened');
    const bob = await open('two');
    await bob.people.remove('owner', 'two');
    expect(names(await bob.people.list())).toEqual(['Bob']);
    await bob.lock();
    expect(await opens('one')).toBe('wrong-passphrase');
  });

  it('takes every invitation that waits along: their keys lie in the copy', async () => {
    await add('Bob', 'two');
    const answer = await answerTo(await vault.people.invite('Carol'), 'three');
    await vault.people.remove('Bob', 'one');
    expect((await vault.people.list()).invited).toEqual([]);
    expect(await codeOf(vault.people.look(answer))).toEqual({ code: 'code-refused', reason: 'not-invited' });
  });
});

describe('a vault of several people', () => {
  it('takes eight and no more', async () => {
    for (let n = 2; n <= 8; n++) await add(`P${n}`, `pass ${n}`);
    expect(await codeOf(vault.people.invite('P9'))).toEqual({ code: 'person-refused', reason: 'full' });
    expect(await opens('pass 8')).toBe('opened');
  });

  it('confirms no ninth who was invited when there was room', async () => {
    const answers = [];
    for (let n = 2; n <= 9; n++)
      answers.push(await answerTo(await vault.people.invite(`P${n}`), `pass ${n}`));
    const results = [];
    for (const answer of answers) {
      const { words } = await vault.people.look(answer);
      results.push(await codeOf(vault.people.confirm(answer, words.join(' '), 'one')));
    }
    expect(results.slice(0, 7)).toEqual(Array(7).fill('done'));
    expect(results[7]).toEqual({ code: 'person-refused', reason: 'full' });
  });

  it('is restored with sheets for one of them, and the others open it as before', async () => {
    await put('a', 'x');
    await add('Bob', 'two');
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 2, threshold: 2 });
    await vault.recovery.markProven([1, 2]);
    await vault.recovery.activate();
    const restore = (person?: string) =>
      openWithShares({ location, device }, shares, { passphrase: 'new', kdf, person });
    expect(await codeOf(restore())).toEqual({
      ...{ code: 'person-refused', reason: 'choose', names: ['owner', 'Bob'] },
    });
    expect(await codeOf(restore('Eve'))).toMatchObject({ code: 'not-found', what: 'person' });
    expect(await opens('two')).toBe('opened');
    const restored = await restore('Bob');
    expect((await restored.people.list()).people.map(({ name, you }) => [name, you])).toEqual([
      ['owner', false],
      ['Bob', true],
    ]);
    expect((await restored.audit.list()).slice(-2).map(({ client }) => client)).toEqual([
      'person:Bob',
      'person:Bob',
    ]);
    await restored.lock();
    expect(await opens('one')).toBe('opened');
    expect(await opens('new')).toBe('opened');
    expect(await opens('two')).toBe('wrong-passphrase');
  });

  it('keeps a slot of a newer kind as it is, and names it where new keys cannot be given to it', async () => {
    const { initializeBackend } = await import('../backend/initialize.ts');
    const { unwrapAny } = await import('./slots.ts');
    const { slots, vaultId } = await readHeader({ location });
    const newer = { id: 'ab'.repeat(16), kind: 'person-2', more: { deep: [1] } };
    const { rootKey } = await unwrapAny(slots, 'one', vaultId);
    const { backend } = await initializeBackend({ location }, rootKey);
    await backend.storeKeySlots([...slots, newer]);
    await backend.close();
    await vault.refresh();
    await add('Bob', 'two');
    expect((await readHeader({ location })).slots).toContainEqual(newer);
    expect(names(await vault.people.list())).toEqual(['owner', 'Bob']);
    await vault.people.remove('Bob', 'one');
    expect(vault.dropped).toEqual([{ kind: 'person-2' }]);
  });

  it('writes nothing for an opening alone', async () => {
    await add('Bob', 'two');
    const { revision } = await readHeader({ location });
    expect(await opens('two')).toBe('opened');
    expect((await readHeader({ location })).revision).toBe(revision);
  });

  it('says nothing of names in what a stranger reads', async () => {
    await vault.people.rename('Annabella');
    await add('Barnabas', 'two');
    await vault.people.invite('Carolina');
    const bytes = fs.readFileSync(location).toString('latin1');
    for (const name of ['Annabella', 'Barnabas', 'Carolina', device]) expect(bytes).not.toContain(name);
  });
});

describe('an invitation', () => {
  it('says where the vault is and as whom, and holds nothing secret', async () => {
    const code = await vault.people.invite('Bob', 's3://vaults/home');
    const { key, ...told } = readInvitation(code);
    expect(told).toEqual({ vault: vault.id, name: 'Bob', place: 's3://vaults/home' });
    const header = await readHeader({ location });
    expect(JSON.stringify(header)).not.toContain(key);
    expect((await vault.people.list()).invited).toEqual([{ name: 'Bob', invited: 1_000, by: 'owner' }]);
  });

  it('needs a vault that can be written to', async () => {
    await vault.lock();
    vault = await openVault({ location, readOnly: true }, 'one');
    expect(await codeOf(vault.people.invite('Bob'))).toEqual({ code: 'read-only' });
    expect(names(await vault.people.list())).toEqual(['owner']);
  });
});
