import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { child, readXml, XmlScan } from './xml.ts';

const sample =
  '\ufeff<?xml version="1.0"?>\n<!-- c --><a x="1 &lt; 2" y=\'q">"\'><b>one\r\ntwo &amp;&#9;&#x1F600;</b><c/><b><![CDATA[<&>]]>!</b></a>\n';

test('elements, attributes, references, CDATA and line ends', () => {
  const root = readXml(sample);
  expect([...root.attributes]).toEqual([
    ['x', '1 < 2'],
    ['y', 'q">"'],
  ]);
  expect(child(root, 'b')?.text).toBe('one\ntwo &\t😀');
  expect(root.children[2]?.text).toBe('<&>!');
});

test('read in pieces it is the same, wherever they end', () => {
  const whole = readXml(sample);
  for (let size = 1; size < 12; size++) {
    const pieces = function* () {
      yield '';
      for (let at = 0; at < sample.length; at += size) yield sample.slice(at, at + size);
    };
    const heard: string[] = [];
    const scan = new XmlScan(pieces(), ({ name }) => heard.push(name));
    const ended: string[] = [];
    for (let one = scan.next(); one !== undefined; one = scan.next())
      ended.push([...scan.open, one].map(({ name }) => name).join('>'));
    expect(ended).toEqual(['a>b', 'a>c', 'a>b', 'a']);
    expect(heard).toEqual(['b', 'c', 'b', 'a']);
    expect(scan.root).toEqual(whole);
  }
});

test('what was dropped is not held, nor the text before it', () => {
  const scan = new XmlScan(['<a>x<b>1</b>y<b>2</b>', 'z</a>']);
  expect(scan.next()?.text).toBe('1');
  scan.drop();
  expect(scan.next()?.text).toBe('2');
  scan.next();
  expect(scan.root).toMatchObject({ text: 'yz', children: [{ text: '2' }] });
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
