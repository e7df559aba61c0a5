import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf } from './failure.ts';
import { isService, type Place, parsePlace, placeKinds, printPlace, serviceKinds } from './place.ts';

function refused(text: string) {
  try {
    parsePlace(text);
  } catch (error) {
    return failureOf(error);
  }
  throw new Error(`not refused: ${text}`);
}

describe('a place', () => {
  it('is the path of a file, folder: and the path of a folder, or the address of a service', () => {
    expect(parsePlace('work.holdfast')).toEqual({ kind: 'sqlite', location: 'work.holdfast' });
    expect(parsePlace('folder:/tmp/v')).toEqual({ kind: 'folder', location: '/tmp/v' });
    expect(parsePlace('FOLDER:v')).toEqual({ kind: 'folder', location: 'v' });
    expect(parsePlace('C:\\vaults\\my.holdfast')).toMatchObject({ kind: 'sqlite' });
    const bucket = 's3://vaults/home?endpoint=https://s3.example';
    expect(parsePlace(bucket)).toEqual({ kind: 's3', location: bucket });
    const dav = 'webdav+https://cloud.example/dav/vault/';
    expect(parsePlace(dav)).toEqual({ kind: 'webdav', location: dav });
    expect(parsePlace('webdav://x')).toMatchObject({ kind: 'webdav' });
    expect(parsePlace('postgres:/x')).toEqual({ kind: 'sqlite', location: 'postgres:/x' });
    expect(parsePlace('./folder:x')).toEqual({ kind: 'sqlite', location: './folder:x' });
  });

  it('comes back as it was printed', () => {
    const text = fc.string({ minLength: 1, unit: 'binary' });
    const place = fc.constantFrom(...placeKinds, ...serviceKinds).chain((kind) => {
      if (!isService(kind)) return text.map((path): Place => ({ kind, location: `/${path}` }));
      // What looks like a credential is refused.
      const plain = text.filter((one) => !/[@?&=]/.test(one));
      return plain.map((rest): Place => {
        const scheme = kind === 'webdav' ? 'webdav+https' : kind;
        return { kind, location: `${scheme}://${rest}` };
      });
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(parsePlace(printPlace(one))).toEqual(one);
      }),
    );
    expect(printPlace({ kind: 'sqlite', location: 'folder:x' })).toBe('./folder:x');
  });

  it('of a kind that there is not, or of nothing, is refused', () => {
    for (const text of ['gopher://host/vault', 'ftp://host', 's4:///x'])
      expect(refused(text)).toEqual({ code: 'bad-input', what: 'place', reason: 'unknown-kind' });
    for (const text of ['', 'folder:'])
      expect(refused(text)).toEqual({ code: 'bad-input', what: 'place', reason: 'empty' });
  });

  it.each([
    's3://AKIA:hunter2@bucket/prefix',
    'postgres://user:hunter2@host:5432/db',
    'webdav+https://user:@host/path',
    's3://bucket?access_key=x&secret_access_key=hunter2',
    's3://bucket/p?region=x&X-Amz-Signature=hunter2',
    'postgres://host/db?password=hunter2',
    'https://host/v?token=hunter2',
  ])('with a credential in it is refused, and nothing of it is said: %s', (text) => {
    expect(refused(text)).toEqual({ code: 'bad-input', what: 'place', reason: 'credential' });
  });
});
