import { expect, it, describe as suite } from 'vitest';
import { failureOf } from './failure.ts';
import { fileAt, parsePlace, placeKinds, printPlace } from './place.ts';
import { describe, isComplete, isTyped, partsOf, placeForms, shownPlace, typedPlace } from './place-form.ts';
import { words } from './words/en/window/index.ts';

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

suite('the form of a place', () => {
  it.each(placeForms)('of the kind $kind has words for all that it asks for', ({ kind, fields, locate }) => {
    expect(words.places.kinds[kind].name).not.toBe('');
    for (const { name } of fields) expect(words.places.fields).toHaveProperty(name);
    // What nobody types is chosen, by one field and no more.
    if (locate === undefined)
      expect(fields.map(({ asks }) => asks)).toEqual([expect.stringMatching(/^fi|^fo/)]);
  });

  it('is told of every kind, the usual one first', () => {
    expect(placeForms.map(({ kind }) => kind)).toEqual([...placeKinds]);
    expect(describe('folder')).toMatchObject({ fields: [{ asks: 'folder' }], hasDevices: true });
    expect(describe('sqlite')).not.toHaveProperty('hasDevices');
  });

  it('hands nothing secret over with the place', () => {
    const form = {
      kind: 'bucket',
      fields: [
        { name: 'bucket', asks: 'text' },
        { name: 'key', asks: 'text', optional: true, credential: 'covered' },
      ],
      locate: ({ bucket = '' }) => bucket,
    } as const;
    expect(isTyped(form)).toBe(true);
    expect(partsOf(form, { bucket: ' b ', key: ' hunter2', other: 'x' })).toEqual({
      place: { bucket: 'b' },
      credentials: { key: ' hunter2' },
    });
    expect([isComplete(form, { bucket: 'b' }), isComplete(form, { bucket: ' ', key: 'k' })]).toEqual([
      true,
      false,
    ]);
  });

  it('of what is chosen takes nothing that was typed', () => {
    for (const kind of ['sqlite', 'folder'] as const) {
      try {
        typedPlace(kind, { file: '/etc/passwd', folder: '/etc' });
        expect.unreachable();
      } catch (error) {
        expect(failureOf(error)).toEqual({ code: 'bad-input', what: 'place', reason: 'empty' });
      }
    }
  });

  it('says where a bucket or a database is, as its place is written', () => {
    const at = (kind: 's3' | 'postgres', typed: Record<string, string>) => typedPlace(kind, typed).location;
    const bucket = { bucket: 'vaults', prefix: 'team a/home', endpoint: 's3.example.org', region: 'eu' };
    expect(at('s3', bucket)).toBe('s3://vaults/team%20a/home?endpoint=https://s3.example.org&region=eu');
    expect(at('s3', { bucket: 'vaults' })).toBe('s3://vaults/');
    expect(at('s3', { bucket: 'v', endpoint: 'http://127.0.0.1:9', ca: '/a b&c' })).toBe(
      's3://v/?endpoint=http://127.0.0.1:9&ca=/a%20b%26c',
    );
    const database = { server: 'db.example.org:5433', database: 'my vaults', vault: 'a&b', user: 'ada@x' };
    expect(at('postgres', database)).toBe('postgres://ada%40x@db.example.org:5433/my%20vaults?vault=a%26b');
    expect(at('postgres', { server: '/run/pg', database: 'd', vault: 'v', user: 'ada' })).toBe(
      'postgres:///d?host=/run/pg&user=ada&vault=v',
    );
    const dav = (address: string) => typedPlace('webdav', { address }).location;
    for (const address of ['h.example/a b', 'https://h.example/a b/', 'webdav+https://h.example/a b'])
      expect(dav(address)).toBe('webdav+https://h.example/a b/');
    for (const typed of [{ bucket: 'AKIA:hunter2@b' }, { bucket: 'b?secret_key=hunter2' }])
      expect(failureOf(refusalOf(() => at('s3', typed)))).toMatchObject({ reason: 'credential' });
  });

  it('shows people the path that they chose', () => {
    for (const place of [fileAt('/a/v.holdfast'), parsePlace('folder:/a/v')])
      expect(shownPlace(place)).toBe(place.location);
    expect(printPlace(parsePlace('folder:/a/v'))).toBe('folder:/a/v');
  });
});
