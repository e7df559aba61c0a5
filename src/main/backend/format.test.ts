// The format as docs/format.md states it: its worked example byte by byte, the committed vault, and
// a reader that uses nothing of ours.

// The format as docs/format.md states it: its worked example byte by byte, the committed vault, and
// a reader that uses nothing of ours.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { derive } from '../crypto/derive.ts';
import { readKeyFile } from '../keyslots/key-file.ts';
import { secretOf } from '../keyslots/passphrase.ts';
import { loadWords } from '../vault/generate.ts';
import { createVault, openVault } from '../vault/open.ts';
import { chainAudit } from './format/records.ts';
import { exampleChunks } from './testing/attachment-example.ts';
import {
  auditJson,
  IndependentReader,
  partsOfPassphrase,
  pskOfAnswer,
  textOfCode,
  wordsOfAnswer,
} from './testing/independent-reader.ts';
import { peopleExampleText, peopleHeadings } from './testing/people-example.ts';
import { fileBytes, sourceOf } from './testing/statements/attachments.ts';
import { exampleText, workedExample } from './testing/worked-example.ts';

const committed = new URL('./testdata/version-1.holdfast', import.meta.url);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-format-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const page = fs.readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');

describe('docs/format.md', () => {
  it('has a worked example whose bytes the code makes', () => {
    expect(page).toContain(exampleText(workedExample()));
  });

  it('has an example of an invitation and its answer, which another reader opens', async () => {
    const text = await peopleExampleText();
    expect(page).toContain(text);
    const [invited, sent] = [peopleHeadings.invitation, peopleHeadings.answer].map((heading) => {
      const [, json = '', code = ''] =
        text.split(`${heading}\n\n`)[1]?.match(/^( {4}[\s\S]*?)\n\n( {4}[\s\S]*?)\n\n/) ?? [];
      return { json: json.replaceAll(/\n?^ {4}/gm, ''), code };
    });
    expect(textOfCode('HFI1', invited?.code ?? '')).toBe(invited?.json);
    const answer = textOfCode('HFA1', sent?.code ?? '');
    expect(answer).toBe(sent?.json);
    const own = await partsOfPassphrase(JSON.parse(answer), 'correct horse battery staple');
    expect(pskOfAnswer(answer, Buffer.alloc(32, 0x66)).equals(own.psk)).toBe(true);
    expect(JSON.parse(answer).public).toBe(own.public);
    expect(text.endsWith(`    ${await wordsOfAnswer(answer, await loadWords())}\n`)).toBe(true);
  });

  it('gives the statements that make a file, word for word', async () => {
    const location = path.join(folder, 'schema.holdfast');
    await (await createVault({ location }, { passphrase: 'one', kdf: cheap })).lock();
    const db = new Database(location, { readonly: true });
    const made = db
      .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
      .pluck()
      .all();
    db.close();
    expect(made.map((sql) => `    ${sql}`).join('\n')).toBe(
      /(?: {4}CREATE TABLE .*\n?)+/.exec(page)?.[0].trimEnd(),
    );
  });

  it('gives what a passphrase comes to, alone and with a key file', async () => {
    const passphrase = Buffer.from('correct horse battery staple');
    const salt = Buffer.alloc(16, 7).toString('base64url');
    const vault = new Uint8Array(16).fill(0xab);
    const file = path.join(folder, 'abc');
    fs.writeFileSync(file, 'abc');
    const keyFile = await readKeyFile(file);
    const kdf = { name: 'argon2id', version: 19, salt, ...cheap } as const;
    const both = await secretOf(kdf, passphrase, vault, { keyFile });
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const lines = [
      `    A, also K of \`passphrase\`    ${hex(await secretOf(kdf, passphrase, vault, {}))}`,
      `    SHA-256 of the key file      ${hex(keyFile)}`,
      `    K of \`passphrase-and-file\`   ${hex(both)}`,
      `    its seed                     ${derive(both, vault, 'slot/seed').export().toString('hex')}`,
    ];
    expect(page).toContain(lines.join('\n'));
  });

  it('shows what the hash of an audit entry is of, and the hash', () => {
    const [, json = '', hash] =
      /^ {4}(\{"index":1,.*\})\n\nhas the hash\n\n {4}([0-9a-f]{64})$/m.exec(page) ?? [];
    expect(auditJson(JSON.parse(json))).toBe(json);
    const text = `${'0'.repeat(64)}\n${json}`;
    expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(hash);
    const record = JSON.parse(json);
    expect(/[^\0-\x7f]/.test(record.path)).toBe(true);
    expect(chainAudit(undefined, record)).toEqual({ ...record, hash });
    expect(chainAudit(undefined, { ...record, later: 'member' })).toEqual({ ...record, hash });
  });

  it('says how the audit is chained: a reader finds every hash, whatever stands in an entry', async () => {
    const location = path.join(folder, 'audit.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const texts = [
      'ünï/🔑',
      'a"b\\c/d',
      '\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f\u2028\uffff',
      '\ud83d',
      '\udd11x',
      '',
    ];
    await Promise.all(
      Array.from({ length: 250 }, (_, i) =>
        vault.audit.append({
          client: `spiffe://holdfast/${texts[i % 5]}`,
          action: 'secret.get',
          ...(i % 7 > 0 && { path: texts[i % texts.length] ?? '' }),
          outcome: 'done',
          ...(i % 4 === 0 && { count: i + 1 }),
        }),
      ),
    );
    await vault.lock();
    const lines = (await IndependentReader.open(location, 'one')).audit();
    expect(lines.filter(({ action }) => action === 'secret.get')).toHaveLength(250);
    for (const text of texts) expect(lines.some((line) => line.path === text)).toBe(true);
  });

  it('says what a page holds: paths by code point and in NFC, values of 1,024 UTF-16 units', async () => {
    const location = path.join(folder, 'page.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const paths = ['\uff5e', '\u{1f511}', 'a', 'e\u0301', '\ue000', 'a/b', '\u{10ffff}', 'A'];
    for (const at of paths) await vault.secrets.put(at, [{ name: 'x', type: 'text', value: at }]);
    const values = { fits: '🔑'.repeat(512), long: `${'🔑'.repeat(512)}x`, word: 'e\u0301' };
    const fields = Object.entries(values).map(([name, value]) => ({ name, type: 'note' as const, value }));
    await vault.secrets.put('values', fields);
    await vault.lock();
    const reader = await IndependentReader.open(location, 'one');
    const stored = [...paths.map((at) => at.normalize('NFC')), 'values'];
    const byBytes = stored.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(reader.paths()).toEqual(byBytes);
    expect([...byBytes].sort()).not.toEqual(byBytes);
    expect(reader.entry('values')?.fields).toEqual([
      ['fits', 'note', values.fits],
      ['long', 'note'],
      ['word', 'note', values.word],
    ]);
    expect(reader.get('values')?.[1]?.[2]).toBe(values.long);
  });

  it('orders policies and clients by code point, with times in milliseconds', async () => {
    const location = path.join(folder, 'records.holdfast');
    const vault = await createVault({ location, now: () => 1234 }, { passphrase: 'one', kdf: cheap });
    const names = ['\uff5e', '\u{1f511}', 'b', 'a'];
    for (const name of names)
      await vault.policies.put({
        name,
        spiffeIdPattern: 'spiffe://holdfast/a',
        pathPattern: 'a/**',
        permissions: ['read'],
      });
    await vault.lock();
    const { policies } = (await IndependentReader.open(location, 'one')).policies();
    expect(policies.map(({ name }) => name)).toEqual(['a', 'b', '\uff5e', '\u{1f511}']);
    expect(policies[0]).toEqual({
      name: 'a',
      spiffeIdPattern: 'spiffe://holdfast/a',
      pathPattern: 'a/**',
      permissions: ['read'],
      createdAt: 1234,
      updatedAt: 1234,
    });
  });

  it('is read by an independent reader from the file that this build writes', async () => {
    const location = path.join(folder, 'a.holdfast');
    const vault = await createVault({ location }, { passphrase: 'naïve passphrase', kdf: cheap });
    const many = Array.from({ length: 400 }, (_, i) => ({
      op: 'store' as const,
      path: `many/${i}`,
      fields: [{ name: 'value', type: 'secret' as const, value: `v${i}` }],
    }));
    await vault.secrets.apply(many);
    await vault.secrets.put('prod/db/orders', [{ name: 'password', type: 'secret', value: 'one' }]);
    await vault.secrets.put('prod/db/orders', [{ name: 'password', type: 'secret', value: 'two' }]);
    await vault.rotate();
    await vault.secrets.put('prod/db/users', [{ name: 'password', type: 'secret', value: 'three' }]);
    await vault.lock();
    const reader = await IndependentReader.open(location, 'nai\u0308ve passphrase');
    expect(reader.get('prod/db/orders')).toEqual([['password', 'secret', 'two']]);
    expect(reader.get('prod/db/users')).toEqual([['password', 'secret', 'three']]);
    for (let i = 0; i < 400; i++) expect(reader.get(`many/${i}`)).toEqual([['value', 'secret', `v${i}`]]);
    expect(reader.get('prod/db')).toBeUndefined();
    expect(reader.paths()).toHaveLength(402);
  }, 60_000);

  it('says how attachments lie: a reader finds each byte, in the middle of a change of keys too', async () => {
    const location = path.join(folder, 'files.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const lengths = [65_537, 1_048_576, 1_048_577, 5_000_000];
    const fields = lengths.map((length) => ({
      name: `${length}`,
      type: 'attachment' as const,
      value: `${length}`,
    }));
    const files = new Map(lengths.map((length) => [`${length}`, sourceOf(fileBytes(length))]));
    await vault.secrets.apply([{ op: 'store', path: 'x/big', fields, files }]);
    const whole = Buffer.from(fileBytes(100_001)).toString('base64');
    await vault.secrets.put('x/whole', [{ name: 'image', type: 'file', value: whole }]);
    const read = async (passphrase: string) => {
      const reader = await IndependentReader.open(location, passphrase);
      for (const length of lengths)
        expect(reader.file('x/big', `${length}`).equals(Buffer.from(fileBytes(length)))).toBe(true);
      expect(reader.file('x/whole', 'image').equals(Buffer.from(fileBytes(100_001)))).toBe(true);
    };
    await read('one');
    await vault.rekey('one', 'two');
    await read('two');
    await vault.renew();
    await read('two');
    await vault.lock();
  }, 60_000);

  it('gives the objects of a worked example of an attachment', () => {
    const vault = '000102030405060708090a0b0c0d0e0f';
    const key = Buffer.alloc(32, 0x55).toString('base64url');
    const lines = [...exampleChunks(vault, key, 1_048_577)];
    expect(page).toContain(lines.join('\n'));
  });

  it('is read by an independent reader in the middle of a change of keys and behind it', async () => {
    const location = path.join(folder, 'rekeyed.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const fields = (n: number) => [
      { name: 'value', type: 'secret' as const, value: `v${n}`.padEnd(30_000, '.') },
    ];
    const many = Array.from({ length: 400 }, (_, n) => ({
      op: 'store' as const,
      path: `many/${n}`,
      fields: fields(n),
    }));
    await vault.secrets.apply(many);
    const { shares } = await vault.recovery.issue({ passphrase: 'one', threshold: 2, shares: 3 });
    await vault.recovery.markProven([1, 2, 3]);
    await vault.recovery.activate();
    await vault.rekey('one', 'two');
    await vault.secrets.put('since', [{ name: 'value', type: 'secret', value: 'new' }]);
    const whole = async () => {
      const readers = [
        await IndependentReader.open(location, 'two'),
        await IndependentReader.openWithSheets(location, shares.slice(1)),
      ];
      for (const reader of readers) {
        expect(reader.paths()).toHaveLength(401);
        expect(reader.get('since')).toEqual([['value', 'secret', 'new']]);
        for (const n of [0, 7, 399])
          expect(reader.get(`many/${n}`)).toEqual(
            fields(n).map(({ name, type, value }) => [name, type, value]),
          );
        expect(reader.audit().map(({ action }) => action)).toContain('key.replace');
      }
      const terms = new Set(
        readers[0]?.paths().flatMap((one) => readers[0]?.entry(one)?.versions.map(({ term }) => term)),
      );
      return [...terms].sort();
    };
    expect(await whole()).toEqual([1, 2]);
    const stop = new AbortController();
    await vault.renew({ signal: stop.signal, progress: () => stop.abort() }).catch(() => undefined);
    expect(vault.renewing).toBe(true);
    expect(await whole()).toEqual([1, 2]);
    await vault.renew();
    expect(await whole()).toEqual([2]);
    await vault.lock();
    await expect(IndependentReader.open(location, 'one')).rejects.toThrow();
  }, 60_000);
});

it('says of deleted and expired versions what an independent reader makes of them', async () => {
  const location = path.join(folder, 'deleted.holdfast');
  let now = 1_000;
  const vault = await createVault({ location, now: () => now }, { passphrase: 'one', kdf: cheap });
  const field = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
  const stored = (value: string) => [['password', 'secret', value]];
  for (const at of ['deleted', 'expiring', 'half']) {
    await vault.secrets.put(at, field('one'));
    if (at === 'expiring') await vault.secrets.updateMetadata(at, { deleteVersionAfter: 500 });
    await vault.secrets.put(at, field('two'));
  }
  await vault.secrets.delete('deleted');
  await vault.secrets.delete('half', [2]);
  now = 1_100;
  await vault.secrets.put('back', field('one'));
  await vault.secrets.delete('back');
  await vault.secrets.undelete('back');
  await vault.secrets.delete('expiring');
  await vault.secrets.undelete('expiring');
  const reader = await IndependentReader.open(location, 'one');
  for (const time of [1_100, 1_499, 1_500, 2_000]) {
    now = time;
    for (const at of ['deleted', 'expiring', 'half', 'back', 'none'])
      for (const n of [undefined, 1, 2, 3]) {
        const ours = await vault.secrets.get(at, n).catch(() => undefined);
        const fields = ours?.fields.map(({ name, type, value }) => [name, type, value]);
        expect(reader.get(at, n, now), `${at} ${n} at ${now}`).toEqual(ours?.version ? fields : undefined);
      }
    expect(reader.get('expiring', undefined, now)).toEqual(time < 1_500 ? stored('two') : undefined);
    expect(reader.get('expiring', 1, now)).toEqual(stored('one'));
    expect(reader.get('half', undefined, now)).toBeUndefined();
    expect(reader.get('half', 1, now)).toEqual(stored('one'));
  }
  await vault.lock();
});

it('counts a version as deleted whatever the clock says: one from the future is deleted, an expiry is not yet', async () => {
  const location = path.join(folder, 'future.holdfast');
  let now = 2_000_000;
  const vault = await createVault({ location, now: () => now }, { passphrase: 'one', kdf: cheap });
  const field = [{ name: 'password', type: 'secret' as const, value: 'x' }];
  for (const at of ['deleted', 'expiring']) await vault.secrets.put(at, field);
  await vault.secrets.updateMetadata('expiring', { deleteVersionAfter: 500 });
  await vault.secrets.put('expiring', field);
  await vault.secrets.delete('deleted');
  now = 1_000;
  expect((await vault.secrets.get('deleted')).version).toBe(0);
  expect((await vault.secrets.get('expiring')).version).toBe(2);
  await vault.lock();
  const reader = await IndependentReader.open(location, 'one');
  expect(reader.entry('deleted')?.versions[0]?.deleted).toBeGreaterThan(now);
  for (const n of [undefined, 1]) expect(reader.get('deleted', n, now)).toBeUndefined();
  expect(reader.get('expiring', undefined, now)).toEqual([['password', 'secret', 'x']]);
});

describe('the committed vault of version 1', () => {
  const copy = path.join(folder, 'committed.holdfast');
  fs.copyFileSync(committed, copy);

  it('opens, and everything in it is as it was stored', async () => {
    const vault = await openVault({ location: copy }, 'correct horse battery staple');
    expect(vault.id).toBe('000102030405060708090a0b0c0d0e0f');
    const orders = await vault.secrets.get('prod/db/orders');
    expect(orders.version).toBe(2);
    expect(orders.fields).toEqual([
      { name: 'user', type: 'text', value: 'app' },
      { name: 'password', type: 'secret', value: 's3cret' },
      { name: 'address', type: 'url', value: 'https://db.example.org' },
      { name: 'remarks', type: 'note', value: 'two\nlines, and a 🔑' },
    ]);
    expect((await vault.secrets.get('prod/db/orders', 1)).fields).toEqual([
      { name: 'user', type: 'text', value: 'app' },
      { name: 'password', type: 'secret', value: 'old' },
    ]);
    expect(orders.info.tags).toEqual(['database']);
    expect(orders.info.events).toEqual(ordersEvents);
    expect(await vault.secrets.list('')).toHaveLength(3);
    expect(await vault.secrets.list('', { deleted: true })).toHaveLength(4);
    const file = await vault.secrets.get('keys/ssh');
    expect(file.fields).toEqual([
      { name: 'id', type: 'file', value: Buffer.from([0, 1, 254, 255]).toString('base64') },
    ]);
    const image = await vault.secrets.file('keys/image', 'image');
    const pieces: Uint8Array[] = [];
    for await (const piece of image.pieces()) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(Buffer.alloc(65_537, 'holdfast'))).toBe(true);
    const report = await vault.verify();
    expect(report.damaged).toEqual([]);
    await vault.lock();
  });

  it('is what an independent reader reads', async () => {
    const reader = await IndependentReader.open(copy, 'correct horse battery staple');
    expect(reader.get('prod/db/orders')?.[1]).toEqual(['password', 'secret', 's3cret']);
    expect(reader.entry('prod/db/orders')?.events).toEqual(ordersEvents);
    expect(reader.file('keys/image', 'image').equals(Buffer.alloc(65_537, 'holdfast'))).toBe(true);
  });

  it('opens for each of its people, whom an independent reader finds', async () => {
    const vault = await openVault({ location: copy }, 'battery staple');
    const { people, invited } = await vault.people.list();
    expect(people.map(({ name, by, you }) => [name, by, you])).toEqual([
      ['Anna', undefined, false],
      ['Bob', 'Anna', true],
    ]);
    expect(people[0]).toMatchObject({ device: 'laptop', opened: expect.any(Number) });
    expect(invited.map(({ name, by }) => [name, by])).toEqual([['Carol', 'Anna']]);
    await vault.lock();
    const reader = await IndependentReader.open(copy, 'battery staple');
    expect(reader.get('prod/db/orders')?.[1]).toEqual(['password', 'secret', 's3cret']);
    expect(reader.people().people.map((one) => [one?.name, one?.by])).toEqual([
      ['Anna', undefined],
      ['Bob', 'Anna'],
    ]);
    expect(reader.people().invited).toEqual(['Carol']);
  });

  it('holds nothing but the two tables', () => {
    const db = new Database(copy, { readonly: true });
    const names = db
      .prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all();
    expect(names).toEqual(['manifests', 'objects']);
    db.close();
  });
});

const byAnna = { at: expect.any(Number), by: 'person:Anna' };
const ordersEvents = [
  { ...byAnna, moved: ['prod/db/orders', 'prod/orders'] },
  {
    ...byAnna,
    tags: { added: ['database'], removed: [] },
    custom: [['expires', null, '2099-12-31']],
  },
  { ...byAnna, moved: ['prod/orders', 'prod/db/orders'] },
];
const cheap = { memoryKiB: 8192, passes: 1, lanes: 1 };
