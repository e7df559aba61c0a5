import { expect, test } from 'vitest';
import { isOurs } from './sender.ts';

const us = { origin: 'holdfast://app', mainFrame: true, ourWindow: true };

test('our own window is heard', () => {
  expect(isOurs(us)).toBe(true);
});

test.each([
  ['an embedded frame', { mainFrame: false }],
  ['another window', { ourWindow: false }],
  ['no origin', { origin: '' }],
  ['an opaque origin', { origin: 'null' }],
  ['another host', { origin: 'holdfast://crash' }],
  ['a longer host', { origin: 'holdfast://app.example' }],
  ['a port', { origin: 'holdfast://app:1' }],
  ['another case', { origin: 'HOLDFAST://APP' }],
  ['a file', { origin: 'file://' }],
  ['a web page', { origin: 'https://app' }],
  ['a trailing slash', { origin: 'holdfast://app/' }],
])('%s is not', (_, difference) => {
  expect(isOurs({ ...us, ...difference })).toBe(false);
});
