import { expect, test } from 'vitest';
import type { Field } from '../../shared/secret-schema.ts';
import { Draft } from './draft.ts';
import { readJson } from './json.ts';
import { bytesOfText, entriesOf } from './testing/collect.ts';
import { titleFor } from './titles.ts';

const field = (name: string, value: string, type: Field['type'] = 'text'): Field => ({ name, type, value });
const url = (value: string) => field('url', value, 'url');

test.each([
  ['its title', ' x ', [url('https://a.example')], ' x '],
  [
    'the host',
    '',
    [field('username', 'ada'), url('https://ada@mail.example:8443/in?x#y')],
    'mail.example:8443',
  ],
  ['an address without scheme', ' ', [url('mail.example/login')], 'mail.example'],
  ['an app', '', [url('androidapp://com.example.app')], 'com.example.app'],
  ['who logs in', '', [url(' '), field('username', 'ada'), field('notes', 'b', 'note')], 'ada'],
  ['an e-mail', '', [field('email', 'ada@mail.example')], 'ada@mail.example'],
  ['a note', '', [field('notes', '\n Key of  the\tcellar\nsecond line', 'note')], 'Key of the cellar'],
  [
    'a long note',
    '',
    [field('notes', 'The key of the cellar lies below the third pot from the left', 'note')],
    'The key of the cellar lies below the…',
  ],
  ['a word without end', '', [field('notes', `${'x'.repeat(39)}😀y`, 'note')], `${'x'.repeat(39)}…`],
  ['nothing hidden', '', [field('username', 'ada', 'secret'), field('password', 'p', 'secret')], ''],
] as const)('an entry is called by %s', (_, title, fields, called) => {
  expect(titleFor(title, fields)).toBe(called);
});

test('a draft without a title, and what is told of it, are called by what it holds', () => {
  const items = [...new Draft('1', ['f'], '').add('username', 'ada').fail({ reason: 'no-code' }).items()];
  expect(items).toMatchObject([
    { kind: 'failed', problem: { place: 'f/ada' } },
    { kind: 'entry', entry: { title: 'ada', place: 'f/ada' } },
  ]);
});

test('so is an object of JSON whose name is empty', () => {
  const bytes = bytesOfText('{"": {"url": "https://mail.example", "password": "p"}}');
  expect(entriesOf(readJson({ bytes, name: 'x.json' }))).toMatchObject([{ title: 'mail.example' }]);
});
