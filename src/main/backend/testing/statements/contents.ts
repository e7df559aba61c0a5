import { expect, it } from 'vitest';
import type { Field, SecretInfo } from '../../../../shared/secret-schema.ts';
import { type Harness, refusal, secret, value } from '../harness.ts';
import { deleteSecret, destroySecret, storeSecret, undeleteSecret, updateMetadata } from '../write.ts';

const path = 'prod/db/orders';

/** Statements 10 to 12: metadata, and what a field may hold. */
export function contentStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const stored = async (fields: Field[]) => {
    await storeSecret(backend(), path, fields);
    await harness().reopen();
    return (await backend().loadSecret(path))?.fields;
  };

  it('10: metadata is right after each operation and after reopening', async () => {
    const { clock } = harness();
    const start = clock.now();
    const check = async (expected: Partial<SecretInfo>) => {
      expect(await backend().loadInfo(path)).toMatchObject(expected);
      await harness().reopen();
      expect(await backend().loadInfo(path)).toMatchObject(expected);
      expect((await backend().loadSecret(path))?.info).toMatchObject(expected);
      expect((await backend().listSecrets(''))[0]).toMatchObject(expected);
      clock.advance(1_000);
    };
    await storeSecret(backend(), path, value('1'));
    await check({
      created: start,
      updated: start,
      current: 1,
      oldest: 1,
      newest: 1,
      maxVersions: 10,
      tags: [],
    });
    await storeSecret(backend(), path, value('2'));
    await check({ created: start, updated: start + 1_000, current: 2, oldest: 1, newest: 2 });
    await deleteSecret(backend(), path);
    await check({ created: start, current: 0, newest: 2, fields: [] });
    await undeleteSecret(backend(), path);
    await check({ created: start, current: 2, newest: 2 });
    await destroySecret(backend(), path, [2]);
    await check({ created: start, current: 1, newest: 2 });
    await updateMetadata(backend(), path, { tags: ['db', 'prod'], maxVersions: 3, set: [['owner', 'ops']] });
    await check({
      tags: ['db', 'prod'],
      maxVersions: 3,
      custom: [['owner', 'ops']],
      current: 1,
      created: start,
    });
    await updateMetadata(backend(), path, {
      set: [['tier', '1']],
      unset: ['owner'],
      deleteVersionAfter: 60_000,
    });
    await check({
      tags: ['db', 'prod'],
      custom: [['tier', '1']],
      deleteVersionAfter: 60_000,
      casRequired: false,
    });
    await updateMetadata(backend(), path, { tags: [], deleteVersionAfter: null, casRequired: true });
    await check({ tags: [], casRequired: true, maxVersions: 3 });
    expect(await backend().loadInfo(path)).not.toHaveProperty('deleteVersionAfter');
  });

  it('10: rules and notes may be there before the first version, which obeys them', async () => {
    const patch = {
      ...{ maxVersions: 2, casRequired: true, deleteVersionAfter: 60_000, tags: ['db'] },
      set: [['owner', 'ops'] as const],
    };
    await backend().write([{ op: 'metadata', path, patch, fresh: true }]);
    await harness().reopen();
    expect(await backend().loadInfo(path)).toMatchObject({
      ...{ current: 0, oldest: 0, newest: 0, versions: [], fields: [], maxVersions: 2, casRequired: true },
      ...{ deleteVersionAfter: 60_000, tags: ['db'], custom: [['owner', 'ops']] },
    });
    expect(await backend().listSecrets('')).toEqual([]);
    expect(await refusal(() => storeSecret(backend(), path, value('1')))).toMatchObject({
      code: 'bad-input',
    });
    const expires = harness().clock.now() + 60_000;
    await storeSecret(backend(), path, value('1'), { expect: 0 });
    await harness().reopen();
    const stored = await backend().loadSecret(path);
    expect(stored).toMatchObject({ version: 1, info: { tags: ['db'], maxVersions: 2, newest: 1 } });
    expect(stored?.info.versions).toMatchObject([{ version: 1, deleted: expires }]);
  });

  it.each([
    ['', 'v'],
    ['k', ''],
    ['k', 'a\nb'],
    ['k\u001b[2J', 'v'],
    ['k', 'a\u009bb'],
    ['k', 'a\u202eb'],
    ['k', '\u200b'],
    ['k', 'a\u2028b'],
    ['k', '\ud800'],
  ])("10: metadata of one's own is printable and not empty: %j=%j is refused", async (key, text) => {
    await storeSecret(backend(), path, value('1'));
    const refused = await refusal(() => updateMetadata(backend(), path, { set: [[key, text]] }));
    expect(refused).toMatchObject({ code: 'bad-input' });
    expect((await backend().loadInfo(path))?.custom).toEqual([]);
  });

  it('10: a time until deletion that ends beyond the calendar is refused when it is given', async () => {
    await storeSecret(backend(), path, value('1'));
    for (const deleteVersionAfter of [260_000_000_000_000, Number.MAX_SAFE_INTEGER])
      expect(await refusal(() => updateMetadata(backend(), path, { deleteVersionAfter }))).toMatchObject({
        code: 'bad-input',
        what: 'time-until-deletion',
      });
    await updateMetadata(backend(), path, { deleteVersionAfter: 200_000_000_000_000 });
  });

  it('10: letters of any script, spaces and pictures are printable', async () => {
    await storeSecret(backend(), path, value('1'));
    const set = [['Zuständig für', '\u05e9\u05dc\u05d5\u05dd 👩\u200d💻 "x" = \\'] as const];
    await updateMetadata(backend(), path, { set });
    expect((await backend().loadInfo(path))?.custom).toEqual(set);
  });

  it('10: deleteVersionAfter lets a new version expire at its time, and no sooner', async () => {
    await storeSecret(backend(), path, value('1'));
    await updateMetadata(backend(), path, { deleteVersionAfter: 60_000 });
    await storeSecret(backend(), path, value('2'));
    const expiry = harness().clock.now() + 60_000;
    expect((await backend().loadInfo(path))?.versions[1]).toMatchObject({ version: 2, deleted: expiry });
    harness().clock.advance(59_999);
    expect((await backend().loadSecret(path))?.version).toBe(2);
    const revision = backend().revision();
    harness().clock.advance(1);
    // Deleted at once and without a write, and the version before does not take its place.
    expect(await backend().loadSecret(path)).toMatchObject({ version: 0, fields: [] });
    expect(await backend().loadInfo(path)).toMatchObject({ current: 0, newest: 2, fields: [] });
    expect((await backend().loadSecret(path, 1))?.fields).toEqual(value('1'));
    await harness().reopen();
    expect((await backend().listSecrets(''))[0]).toMatchObject({ current: 0, fields: [] });
    expect((await backend().loadAllSecrets())[0]).toMatchObject({ version: 0, fields: [] });
    expect(backend().revision()).toBe(revision);
    await undeleteSecret(backend(), path, [2]);
    expect((await backend().loadSecret(path))?.fields).toEqual(value('2'));
  });

  it('10: a version stored with a time of its own expires that long after it', async () => {
    const created = harness().clock.now() - 50_000;
    await storeSecret(backend(), path, value('1'));
    await updateMetadata(backend(), path, { deleteVersionAfter: 60_000 });
    await backend().write([{ op: 'store', path, fields: value('2'), at: created }]);
    expect((await backend().loadInfo(path))?.versions[1]).toMatchObject({
      created,
      deleted: created + 60_000,
    });
    harness().clock.advance(10_000);
    expect((await backend().loadSecret(path))?.version).toBe(0);
  });

  it('10: the index knows visible values of the current version, and no hidden one', async () => {
    const long = 'x'.repeat(5_000);
    await storeSecret(backend(), path, [
      { name: 'user', type: 'text', value: 'app' },
      { name: 'site', type: 'url', value: 'https://example.org' },
      { name: 'note', type: 'note', value: long },
      { name: 'file', type: 'file', value: 'aGlkZGVu' },
      secret('password', 'hidden'),
    ]);
    await harness().reopen();
    const [info] = await backend().listSecrets('');
    expect(info?.fields.map((field) => [field.name, field.value])).toEqual([
      ['user', 'app'],
      ['site', 'https://example.org'],
      ['note', undefined],
      ['file', undefined],
      ['password', undefined],
    ]);
    expect((await backend().loadSecret(path))?.fields[2]?.value).toBe(long);
  });

  it('11: an empty field map, and any text, come back byte for byte', async () => {
    expect(await stored([])).toEqual([]);
    const texts = {
      empty: '',
      newline: 'one\ntwo\r\nthree\n',
      nul: 'a\0b\0',
      emoji: '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
      rtl: '\u202eשלום عليكم\u202c',
      decomposed: 'e\u0301 é ﬁ',
      bom: '\ufefftext\ufeff',
      quotes: '"\\\u2028\u2029</script>$x',
      spaces: '  padded   ',
      noncharacter: '\uffff\u{10ffff}',
    };
    const fields = Object.entries(texts).map(([name, text]) => secret(name, text));
    expect(await stored(fields)).toEqual(fields);
  });

  it('11: 1 MiB of text comes back', async () => {
    const text = 'aé😀\n'.repeat(2 ** 18).slice(0, 2 ** 20);
    expect((await stored(value(text)))?.[0]?.value === text).toBe(true);
  });

  it('11: half a surrogate pair comes back as it is, in a value and in a name', async () => {
    const fields = [secret('value', 'lone \ud800 surrogate'), secret('lone \udc00', 'x')];
    expect(await stored(fields)).toEqual(fields);
  });

  it('12: a field name is any text of 1 to 256 characters', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      ' ',
      '\n',
      '😀',
      'x'.repeat(256),
      'a/b=c',
    ];
    const fields = names.map((name, n) => secret(name, `value ${n}`));
    expect(await stored(fields)).toEqual(fields);
    expect((await backend().loadInfo(path))?.fields.map((field) => field.name)).toEqual(names);
    for (const bad of ['', 'x'.repeat(257)]) {
      const failure = await refusal(storeSecret(backend(), path, [secret(bad, 'x')]));
      expect(['bad-input', 'too-large']).toContain(failure.code);
    }
    expect(await refusal(storeSecret(backend(), path, [secret('a', '1'), secret('a', '2')]))).toMatchObject({
      code: 'bad-input',
    });
    expect((await backend().loadInfo(path))?.newest).toBe(1);
  });
}
