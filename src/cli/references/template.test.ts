import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseArgument, parseReference } from './reference.ts';
import { type Part, parseTemplate } from './template.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const rounds = { numRuns: long ? 100_000 : 1_000 };

const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => {
  const normal = text.normalize('NFC');
  return !/[/\p{Cc}]/u.test(normal) && normal !== '.' && normal !== '..';
});
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const reference = fc.record({ path, key }).chain((one) =>
  fc.oneof(
    fc.constant(one),
    fc.integer({ min: 1, max: 999 }).map((version) => ({ ...one, version })),
  ),
);
const written = ({ path, key, version }: { path: string; key: string; version?: number }) =>
  `holdfast://${path.split('/').map(encodeURIComponent).join('/')}${version ? `?version=${version}` : ''}#${encodeURIComponent(key)}`;
/** Text that holds neither a reference nor the beginning of braces. */
const plain = fc
  .string({ unit: fc.constantFrom('a', '\n', ' ', '}', '"', '\\', 'é', '/', ':', '#'), maxLength: 10 })
  .filter((text) => !text.endsWith('\\'));

test('a reference that is written with codes is read back, whatever path and key are', () => {
  fc.assert(
    fc.property(reference, (one) => {
      expect(parseReference(written(one))).toEqual(one);
    }),
    rounds,
  );
});

test('in braces among text each is found with its line, and the text stays', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, reference), { maxLength: 4 }), plain, (pairs, end) => {
      const template = pairs.map(([text, one]) => `${text}{{ ${written(one)} }}`).join('') + end;
      const expected: Part[] = [];
      let line = 1;
      for (const [text, one] of pairs) {
        if (text !== '') expected.push({ kind: 'text', text });
        line += text.split('\n').length - 1;
        expected.push({ kind: 'reference', reference: one, line });
      }
      if (end !== '') expected.push({ kind: 'text', text: end });
      expect(parseTemplate(template)).toEqual(expected);
    }),
    rounds,
  );
});

const odd = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'holdfast://',
        '{{',
        '}}',
        '\\',
        '#',
        '?version=',
        '%',
        '%zz',
        '%ff',
        '\n',
        '/',
        '..',
        '{{ holdfast://a#b',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

test('nothing makes the parser fail, lose text or count a line wrongly', () => {
  fc.assert(
    fc.property(odd, (template) => {
      const parts = parseTemplate(template);
      let from = 0;
      for (const part of parts) {
        if (part.kind !== 'text') {
          expect(part.line).toBeLessThanOrEqual(template.split('\n').length);
          continue;
        }
        const at = template.indexOf(part.text, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + part.text.length;
      }
      if (!template.includes('holdfast://'))
        expect(parts).toEqual(template === '' ? [] : [{ kind: 'text', text: template }]);
    }),
    rounds,
  );
});

/** The references of a template, with § for each in what remains. */
function read(template: string): [string, ...string[]] {
  const parts = parseTemplate(template);
  const found = parts.flatMap((part) =>
    part.kind === 'reference' ? [`${part.reference.path}|${part.reference.key}`] : [],
  );
  const rest = parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'fault' ? '!' : '§'));
  return [rest.join(''), ...found];
}

test.each([
  ['a: holdfast://p/q#k', 'a: §', 'p/q|k'],
  ['a: "holdfast://p/q#k"', 'a: "§"', 'p/q|k'],
  ["a='holdfast://p#k' # x", "a='§' # x", 'p|k'],
  ['{"a":"holdfast://p#k","b":1}', '{"a":"§","b":1}', 'p|k'],
  ['url=postgres://u:holdfast://p#k@host/db', 'url=postgres://u:§@host/db', 'p|k'],
  ['holdfast://p#k.', '§.', 'p|k'],
  ['holdfast://p#tls.key.', '§.', 'p|tls.key'],
  ['holdfast://p#k:holdfast://q#l', '§:§', 'p|k', 'q|l'],
  ['-pholdfast://p#k', '-p§', 'p|k'],
  ['{{ holdfast://my path/x#my key }}!', '§!', 'my path/x|my key'],
  ['{{holdfast://p#k}}', '§', 'p|k'],
  ['{{ holdfast://p#a#b }}', '§', 'p|a#b'],
  ['holdfast://my%20path#my%20key', '§', 'my path|my key'],
  ['holdfast://docker/registry.example.org:5000#k', '§', 'docker/registry.example.org:5000|k'],
  ['holdfast://straße/ключ#поле', '§', 'straße/ключ|поле'],
  ['\\holdfast://p#k', 'holdfast://p#k'],
  ['{{ \\holdfast://p#k }}', '{{ holdfast://p#k }}'],
  ['{{ .Values.x }} and {{', '{{ .Values.x }} and {{'],
  ['holdfast://p', '!'],
  ['holdfast://', '!'],
  ['holdfast://p#', '!'],
  ['holdfast://p?v=1#k', '!=1#k'],
  ['holdfast://p?version=0#k', '!'],
  ['holdfast:///p#k', '!'],
  ['holdfast://%zz#k', '!'],
  ['{{ holdfast://p#k', '{{ !'],
])('%s', (template, rest, ...found) => {
  expect(read(template)[0].replace(/!.*$/s, '!')).toBe(rest.replace(/!.*$/s, '!').replace('{{ !', '!'));
  expect(read(template).slice(1)).toEqual(found);
});

test('typed as an argument # may be in the path', () => {
  expect(parseArgument('prod/db#password')).toEqual({ path: 'prod/db', key: 'password' });
  expect(parseArgument('a#b/c#d')).toEqual({ path: 'a#b/c', key: 'd' });
  expect(parseArgument('100%#k')).toEqual({ path: '100%', key: 'k' });
  expect(parseArgument('holdfast://100%25#k')).toEqual({ path: '100%', key: 'k' });
  expect(parseArgument('prod/db')).toBe('no-key');
});
