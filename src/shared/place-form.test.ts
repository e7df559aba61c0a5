import { expect, it, describe as suite } from 'vitest';
import { failureOf } from './failure.ts';
import { fileAt, parsePlace, placeKinds, printPlace } from './place.ts';
import { describe, isTyped, placeForms, shownPlace, typedPlace, withoutSecrets } from './place-form.ts';
import { words } from './words/en/window/index.ts';

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
    expect(describe('folder')).toMatchObject({ fields: [{ asks: 'folder' }], oneAtATime: true });
    expect(describe('sqlite')).not.toHaveProperty('oneAtATime');
  });

  it('hands nothing secret over with the place', () => {
    const form = {
      kind: 'bucket',
      fields: [
        { name: 'bucket', asks: 'text' },
        { name: 'key', asks: 'text', secret: true },
      ],
      locate: ({ bucket = '' }) => bucket,
    } as const;
    expect(isTyped(form)).toBe(true);
    expect(withoutSecrets(form, { bucket: 'b', key: 'hunter2' })).toEqual({ bucket: 'b' });
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

  it('shows people the path that they chose', () => {
    for (const place of [fileAt('/a/v.holdfast'), parsePlace('folder:/a/v')])
      expect(shownPlace(place)).toBe(place.location);
    expect(printPlace(parsePlace('folder:/a/v'))).toBe('folder:/a/v');
  });
});
