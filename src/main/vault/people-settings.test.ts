import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auditName, parsePerson, settingNames, settingsFollowing } from './people-settings.ts';

const slot = (id: string) => ({ id, kind: 'passphrase' });
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const ids = fc.uniqueArray(id);

it('after any change of slots each has its own person, and none is left of a slot that is gone', () => {
  fc.assert(
    fc.property(
      ids,
      ids,
      fc.option(fc.tuple(id, fc.constant('new'))),
      fc.boolean(),
      (named, kept, swap, renewed) => {
        const stored = new Map([
          ['other', 'x'],
          ['recipients', '{}'],
          [settingNames.invitation('k'), 'i'],
        ]);
        for (const one of named) {
          stored.set(settingNames.person(one), `person ${one}`);
          stored.set(settingNames.opened(one), `opened ${one}`);
        }
        const [old, fresh] = swap ?? [];
        const after = kept.map((one) => (one === old ? (fresh ?? one) : one));
        const replaced = new Map(old !== undefined && kept.includes(old) ? [[old, fresh ?? '']] : []);
        const changes = settingsFollowing(stored, after.map(slot), { replaced, renewed });
        const result = new Map<string, string | undefined>([...stored, ...changes]);
        const left = [...result].filter(([, value]) => value !== undefined);
        const expected = new Map([
          ['other', 'x'],
          ['recipients', '{}'],
          ...(renewed ? [] : [['invitation/k', 'i'] as const]),
        ]);
        for (const one of named.filter((name) => kept.includes(name))) {
          const now = one === old ? (fresh ?? one) : one;
          expected.set(settingNames.person(now), `person ${one}`);
          expected.set(settingNames.opened(now), `opened ${one}`);
        }
        expect(new Map(left)).toEqual(expected);
      },
    ),
  );
});

it('a security key stays its owner’s under another passphrase, and is forgotten with its slot', () => {
  const stored = new Map([
    [settingNames.holder('key'), 'old'],
    [settingNames.holder('gone'), 'old'],
    [settingNames.holder('other'), 'b'],
  ]);
  const slots = ['new', 'b', 'key', 'other'].map(slot);
  const changes = settingsFollowing(stored, slots, { replaced: new Map([['old', 'new']]), renewed: false });
  expect(new Map(changes)).toEqual(
    new Map([
      [settingNames.holder('key'), 'new'],
      [settingNames.holder('gone'), undefined],
    ]),
  );
});

it('takes what cannot be read for no name, whatever stands there', () => {
  for (const text of [
    '',
    '{',
    '[]',
    '{"name":1}',
    `{"name":"${'x'.repeat(300)}"}`,
    '{"name":"a","added":-1}',
  ])
    expect(parsePerson(text)).toBeUndefined();
  expect(parsePerson(undefined)).toBeUndefined();
  expect(parsePerson('{"name":"Bob","later":1}')).toEqual({ name: 'Bob', later: 1 });
});

it('calls a person in the audit what no program can be called', () => {
  expect(auditName('spiffe://holdfast/x')).toBe('person:spiffe://holdfast/x');
  expect(auditName('owner')).toBe('owner');
});
