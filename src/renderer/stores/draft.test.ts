import { expect, test } from 'vitest';
import { blankDraft, draftOf, faultsOf, keptFields, moveField, pathOf, sameDraft, tagsOf } from './draft.ts';

const field = (key: number, name: string, value = '') => ({ key, name, type: 'text' as const, value });
const named = { title: 'a', folder: '', tags: [] };
const namesOf = ({ fields }: { fields: readonly { name: string }[] }) => fields.map(({ name }) => name);

test('a new secret begins in its folder, with the boxes of its template and notes', () => {
  expect(blankDraft('prod/db', 'login')).toMatchObject({ title: '', folder: 'prod/db' });
  expect(namesOf(blankDraft('', 'login'))).toEqual(['username', 'password', 'url', 'notes']);
  expect(namesOf(blankDraft('', 'note'))).toEqual(['notes']);
  expect(keptFields(blankDraft('', 'card'))).toEqual([]);
});

test('the form of a stored secret has its own fields first, then the boxes that its template still has', () => {
  const stored = [
    { name: 'pin of mine', type: 'secret' as const, value: '1', stored: true as const },
    { name: 'user', type: 'text' as const, value: '', stored: true as const },
  ];
  const draft = draftOf('prod/mail', stored, ['t']);
  expect(draft).toMatchObject({ title: 'mail', folder: 'prod', tags: ['t'] });
  // `user` is the user name: there is no second box for it.
  expect(namesOf(draft)).toEqual(['pin of mine', 'user', 'password', 'url', 'notes']);
  expect(namesOf({ fields: keptFields(draft) })).toEqual(['pin of mine', 'user']);
  expect(new Set(draft.fields.map(({ key }) => key)).size).toBe(5);
});

test('a secret that follows no template is asked for notes alone', () => {
  expect(namesOf(draftOf('a', [{ name: 'x', type: 'text', value: '1' }], []))).toEqual(['x', 'notes']);
});

test('boxes that were left empty are no fields, stored ones that were emptied are', () => {
  const fields = [field(1, 'user'), field(2, 'host', 'h'), { ...field(3, 'pin'), stored: true as const }];
  expect(namesOf({ fields: keptFields({ fields }) })).toEqual(['host', 'pin']);
});

test('a draft lies in its folder under its title, without the blanks around them', () => {
  expect(pathOf({ title: ' orders ', folder: 'prod/db ' })).toBe('prod/db/orders');
  expect(pathOf({ title: 'orders', folder: ' ' })).toBe('orders');
  expect(pathOf({ title: 'u\u0308', folder: '' })).toBe('ü');
});

test('a field goes to another place, and nowhere beyond the ends', () => {
  const fields = [field(1, 'a'), field(2, 'b'), field(3, 'c')];
  expect(namesOf({ fields: moveField(fields, 1, 2) })).toEqual(['b', 'c', 'a']);
  expect(namesOf({ fields: moveField(fields, 3, 0) })).toEqual(['c', 'a', 'b']);
  for (const to of [-1, 3]) expect(moveField(fields, 1, to)).toBe(fields);
  expect(moveField(fields, 9, 0)).toBe(fields);
});

test('names must be there, be short enough, and differ', () => {
  const { fields, none } = faultsOf([
    field(1, ''),
    field(2, 'a'),
    field(3, ' a '),
    field(4, 'x'.repeat(257)),
  ]);
  expect([...fields]).toEqual([
    [1, 'unnamed'],
    [3, 'twice'],
    [4, 'too-long'],
  ]);
  expect(none).toBe(false);
  expect(faultsOf([]).none).toBe(true);
});

test('a draft is the same until something in it differs', () => {
  const draft = { ...named, tags: ['t'], fields: [field(1, 'n', 'v'), field(2, 'm', 'w')] };
  expect(sameDraft(draft, structuredClone(draft))).toBe(true);
  expect(sameDraft(draft, { ...draft, title: 'b' })).toBe(false);
  expect(sameDraft(draft, { ...draft, folder: 'b' })).toBe(false);
  expect(sameDraft(draft, { ...draft, tags: [] })).toBe(false);
  expect(sameDraft(draft, { ...draft, fields: moveField(draft.fields, 1, 1) })).toBe(false);
});

test('what stands in the box of tags counts, several of them, and each once', () => {
  const draft = { ...named, tags: ['work'], fields: [] };
  expect(tagsOf(draft)).toEqual(['work']);
  expect(tagsOf({ ...draft, typedTags: ' bank ' })).toEqual(['work', 'bank']);
  expect(tagsOf({ ...draft, typedTags: 'bank, ,home,work,bank' })).toEqual(['work', 'bank', 'home']);
  expect(sameDraft(draft, { ...draft, typedTags: 'bank' })).toBe(false);
  expect(sameDraft(draft, { ...draft, typedTags: ' ' })).toBe(true);
});

test('a field that was asked for is kept for its name alone', () => {
  const asked = { ...field(1, 'pin'), added: true as const };
  expect(namesOf({ fields: keptFields({ fields: [asked, field(2, 'user')] }) })).toEqual(['pin']);
  expect(keptFields({ fields: [{ ...asked, name: ' ' }] })).toEqual([]);
});
