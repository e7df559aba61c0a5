import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { child, readXml } from './xml.ts';

test('elements, attributes, references, CDATA and line ends', () => {
  const closed: string[] = [];
  const root = readXml(
    '\ufeff<?xml version="1.0"?>\n<!-- c --><a x="1 &lt; 2" y=\'q"\'><b>one\r\ntwo &amp;&#9;&#x1F600;</b><c/><b><![CDATA[<&>]]>!</b></a>\n',
    ({ name }) => closed.push(name),
  );
  expect([...root.attributes]).toEqual([
    ['x', '1 < 2'],
    ['y', 'q"'],
  ]);
  expect(child(root, 'b')?.text).toBe('one\ntwo &\t😀');
  expect(root.children[2]?.text).toBe('<&>!');
  expect(closed).toEqual(['b', 'c', 'b', 'a']);
});

test.each([
  '',
  'text',
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '<a>&bomb;</a>',
  '<a>&#xD800;</a>',
  '<a>&amp</a>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '<a x=1/>',
  '<a',
  '<![CDATA[x]]',
  `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
])('%j is refused', (text) => {
  expect(() => readXml(text.slice(0, 100_000))).toThrow('import-refused');
});

test('any text comes back, and any damage is a typed failure', () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.string(), (value, at, put) => {
      const text = `<a><b>${escaped(value)}</b></a>`;
      expect(child(readXml(text), 'b')?.text).toBe(value);
      const damaged = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
      try {
        readXml(damaged);
      } catch (error) {
        expect(failureOf(error)).toMatchObject({ code: 'import-refused', reason: 'malformed' });
      }
    }),
    { numRuns: 2_000 },
  );
});
