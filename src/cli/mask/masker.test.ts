import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Needle, needlesOf } from './forms.ts';
import { Masker, mask } from './masker.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const rounds = { numRuns: long ? 3_000 : 300 };

const needles = (...values: (string | Uint8Array)[]): Needle[] =>
  values.flatMap((value) => needlesOf(Buffer.from(value as Uint8Array)));

function masked(found: readonly Needle[], ...chunks: (string | Uint8Array)[]): string {
  const masker = new Masker(found);
  const shown = chunks.map((chunk) => masker.push(Buffer.from(chunk as Uint8Array)));
  return Buffer.concat([...shown, masker.end()]).toString('latin1');
}

/** The same, slowly: every needle is looked for at every place. */
function model(found: readonly Needle[], stream: Uint8Array): string {
  const hidden = new Array<boolean>(stream.length).fill(false);
  for (const { bytes, wrapped } of found)
    for (let from = 0; from < stream.length; from += 1) {
      let at = from;
      let matched = 0;
      for (; matched < bytes.length && at < stream.length; at += 1) {
        if (wrapped && matched > 0 && (stream[at] === 10 || stream[at] === 13)) continue;
        if (stream[at] !== bytes[matched]) break;
        matched += 1;
      }
      if (matched === bytes.length) hidden.fill(true, from, at);
    }
  let text = '';
  for (const [at, hide] of hidden.entries())
    if (!hide) text += String.fromCharCode(stream[at] as number);
    else if (!hidden[at - 1]) text += mask;
  return text;
}

/**
 * Few different bytes, so that beginnings of values are everywhere; some values are longer than a
 * piece.
 */
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '"', '\n', ' ', 'é'), minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '\n'), minLength: 120, maxLength: 300 }),
  fc.uint8Array({ minLength: 1, maxLength: 20 }),
);

const stream = (values: readonly (string | Uint8Array)[]) => {
  const found = needles(...values).map(({ bytes }) => Buffer.from(bytes));
  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'Y', 'W', '6', '1', '\n', '\r'), maxLength: 9 }),
    ...(found.length === 0
      ? []
      : [fc.constantFrom(...found), fc.constantFrom(...found).map((one) => one.subarray(0, -1))]),
    fc.constantFrom(...values),
    fc.constantFrom(...values).map((one) => Buffer.from(one as Uint8Array).toString('base64')),
  );
  return fc
    .array(piece, { maxLength: 12 })
    .map((pieces) => Buffer.concat(pieces.map((one) => Buffer.from(one as Uint8Array))));
};

const drawn = fc
  .array(value, { minLength: 1, maxLength: 3 })
  .chain((values) => fc.tuple(fc.constant(values), stream(values), fc.array(fc.nat(40), { minLength: 1 })));

test('whatever the values and however the output is split, it is masked as if it were one piece', () => {
  fc.assert(
    fc.property(drawn, ([values, bytes, cuts]) => {
      const found = needles(...values);
      const chunks: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = cuts[turn % cuts.length] || 1;
        chunks.push(bytes.subarray(at, at + size));
        at += size;
      }
      expect(masked(found, ...chunks)).toBe(model(found, bytes));
    }),
    rounds,
  );
});

test('never is more held back than a needle is long, nor what cannot become one', () => {
  fc.assert(
    fc.property(drawn, ([values, bytes]) => {
      const found = needles(...values);
      const plain = found.filter(({ wrapped }) => !wrapped);
      const masker = new Masker(plain);
      for (let at = 0; at < bytes.length; at += 1) {
        masker.push(bytes.subarray(at, at + 1));
        const held = Buffer.from(bytes.subarray(at + 1 - masker.held, at + 1));
        const open = held.length === 0 || plain.some((one) => Buffer.from(one.bytes).includes(held));
        expect(open, `held ${held.toString('latin1')}`).toBe(true);
        expect(held.length).toBeLessThan(128);
      }
    }),
    rounds,
  );
});

const secret = 'p@ss w/"ö"\'+z\\';
const utf8 = Buffer.from(secret);
test.each([
  ['as it is', secret],
  ['in hex', utf8.toString('hex')],
  ['in capitals of hex', utf8.toString('hex').toUpperCase()],
  ['in base64', utf8.toString('base64')],
  ['in base64 with the line end of echo', Buffer.from(`${secret}\n`).toString('base64')],
  ['in base64 for URLs', utf8.toString('base64url')],
  ['in a URL', encodeURIComponent(secret)],
  ['in a form', new URLSearchParams([['', secret]]).toString().slice(1)],
  ['in a URL, escaped with small letters', encodeURIComponent(secret).toLowerCase()],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in the JSON of Python', JSON.stringify(secret).slice(1, -1).replace('ö', '\\u00f6')],
  ['quoted by a shell', secret.replaceAll("'", "'\\''")],
])('%s it is masked whole', (_, text) => {
  for (let at = 0; at <= text.length; at += 1)
    expect(masked(needles(secret), `<${text.slice(0, at)}`, `${text.slice(at)}>`)).toBe(`<${mask}>`);
});

test.each(['??>>??>', '??>>??>~', '??>>??>~?'])(
  '%s is masked whole in every base64, with and without its padding',
  (value) => {
    const standard = Buffer.from(value).toString('base64');
    const forURLs = standard.replaceAll('+', '-').replaceAll('/', '_');
    expect(standard).toMatch(/[+/]/);
    for (const text of [standard, forURLs])
      for (const shown of [text, text.replaceAll('=', '')])
        expect(masked(needles(value), `<${shown}>`)).toBe(`<${mask}>`);
  },
);

test.each([0, 1, 2])('amid other data in base64, shifted by %i: no more than its ends remain', (shift) => {
  const around = Buffer.concat([Buffer.alloc(shift, 0x78), utf8, Buffer.from('yyy')]);
  for (const encoding of ['base64', 'base64url'] as const) {
    const text = around.toString(encoding);
    const shown = masked(needles(secret), text);
    expect(shown).toContain(mask);
    const kept = shown.replace(mask, '').replaceAll('=', '').length;
    // The neighbours, and at each end one character of 6 bits that they share with it.
    expect(kept).toBeLessThanOrEqual(Math.ceil((shift * 8) / 6) + Math.ceil((3 * 8) / 6) + 1);
  }
});

test('base64 over several lines, and a value of several lines on a terminal or indented', () => {
  const key = `-----BEGIN KEY-----\n${'abcdefgh'.repeat(8)}\n${'ijklmnop'.repeat(8)}\n-----END KEY-----\n`;
  const wrapped = Buffer.from(key).toString('base64').replaceAll(/.{76}/g, '$&\n');
  expect(masked(needles(key), `[${wrapped}]`)).toBe(`[${mask}]`);
  expect(masked(needles(key), `[${key.trim().replaceAll('\n', '\r\n')}]`)).toBe(`[${mask}]`);
  const indented = key.trim().replaceAll(/^/gm, '  ');
  expect(masked(needles(key), indented)).toBe(Array(4).fill(`  ${mask}`).join('\n'));
});

test('a value is masked as soon as it has ended, also when a longer one may follow from it', () => {
  const masker = new Masker(needles('abcd', 'abcdefgh'));
  expect(masker.push(Buffer.from('> abcd')).toString()).toBe(`> ${mask}`);
  expect(masker.push(Buffer.from('ef')).toString()).toBe('');
  expect(masker.push(Buffer.from('gh')).toString()).toBe('');
  expect(masker.push(Buffer.from('.')).toString()).toBe('.');
  expect(masker.push(Buffer.from('abcdef.')).toString()).toBe(`${mask}ef.`);
});

test('values that touch or overlap have one mask; one within another is no end of it', () => {
  expect(masked(needles('abcdef', 'defghi'), '<abcdefghi>')).toBe(`<${mask}>`);
  expect(masked(needles('abcdef', 'cdef'), '<abcdef><cdef>')).toBe(`<${mask}><${mask}>`);
  expect(masked(needles('secret'), 'secretsecret')).toBe(mask);
  expect(masked(needles('aaaa'), `b${'a'.repeat(4000)}b`)).toBe(`b${mask}b`);
});

test('a value that is too short has no needle, and bytes that are no text come through', () => {
  expect(needles('abc', '', 'ab\n')).toEqual([]);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  expect(masked(needles('secret'), bytes)).toBe(bytes.toString('latin1'));
  expect(masked(needles(Buffer.from([0xff, 0, 0xfe, 1])), Buffer.from([9, 0xff, 0, 0xfe, 1, 9]))).toBe(
    `\t${mask}\t`,
  );
});

test('a prompt appears at once; what looks like the beginning of a value waits, a few letters only for a pause', () => {
  const masker = new Masker(needles('postgres://me:pw@db'));
  expect(masker.push(Buffer.from('Password: ')).toString()).toBe('Password: ');
  expect(masker.push(Buffer.from('po')).toString()).toBe('');
  expect(masker.release().toString()).toBe('po');
  expect(masker.push(Buffer.from('stgres://me:pw')).toString()).toBe('');
  expect(masker.release().toString()).toBe('');
  expect(masker.push(Buffer.from('@db ok')).toString()).toBe(`${mask} ok`);
  // Three letters are too few for a value of their own; four are not.
  expect(masker.push(Buffer.from('pos')).toString()).toBe('');
  expect(masker.release().toString()).toBe('pos');
  expect(masker.push(Buffer.from(' post')).toString()).toBe(' ');
  expect(masker.release().toString()).toBe('');
});

test('long values are masked as well, in bounded memory', () => {
  const value = Buffer.from(Array.from({ length: 20_000 }, (_, at) => 33 + ((at * at * 7 + at) % 90)));
  const found = needles(value);
  const masker = new Masker(found);
  let most = 0;
  const shown: Buffer[] = [];
  for (const text of [value.toString('latin1'), ' ', value.toString('base64')])
    for (let at = 0; at < text.length; at += 7) {
      shown.push(masker.push(Buffer.from(text.slice(at, at + 7), 'latin1')));
      most = Math.max(most, masker.held);
    }
  shown.push(masker.end());
  expect(Buffer.concat(shown).toString('latin1')).toBe(`${mask} ${mask}`);
  expect(most).toBeLessThan(130);
});
