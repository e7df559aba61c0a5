import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { ImportPlace } from '../../shared/import-note.ts';
import { importProgram } from '../../shared/words/en/import.ts';
import { processorTime } from '../store/testing/processor-time.ts';
import { foreignExport, knownExport } from './foreign.ts';
import { readJson } from './json.ts';
import { shapeOf } from './json-shape.ts';
import { bytesOfText } from './testing/collect.ts';

/** The least that each program writes, with invented contents. */
const exports: readonly (readonly [name: string, content: unknown])[] = [
  ['Bitwarden (encrypted)', { encrypted: true, passwordProtected: true, salt: 's', data: '2.a|b|c' }],
  ['Bitwarden (encrypted)', { encrypted: true, folders: [], items: [{ name: '2.a|b|c' }] }],
  ['1Password', { accounts: [{ attrs: {}, vaults: [] }] }],
  ['1Password', [{ id: 'i', title: 't', vault: { id: 'v', name: 'n' }, category: 'LOGIN' }]],
  ['1Password', { uuid: 'u', typeName: 'webforms.WebForm', securityContents: { password: 'x' } }],
  ['Ente Auth (encrypted)', { version: 1, kdfParams: {}, encryptedData: 'a', encryptionNonce: 'b' }],
  ['LastPass', [{ id: '1', name: 'n', fullname: 'g/n', group: 'g', last_modified_gmt: '1' }]],
  ['Authy (encrypted)', { message: 'm', authenticator_tokens: [{ encrypted_seed: 'x' }] }],
  ['Passky', { encrypted: false, passwords: [{ website: 'w', password: 'p' }] }],
  ['Padloc (encrypted)', { encryptedData: 'a', encryptionParams: {}, keyParams: {} }],
  ['Firefox (encrypted)', { nextId: 2, logins: [{ hostname: 'h', encryptedUsername: 'x' }] }],
  ['SOPS (encrypted)', { db: { password: 'ENC[AES256_GCM,data:x]' }, sops: { mac: 'ENC[]', version: '3' } }],
];

test.each(exports)('an export of %s is refused by name, however it is written', (name, content) => {
  const keysTurned =
    Array.isArray(content) || typeof content !== 'object'
      ? content
      : Object.fromEntries(Object.entries(content as object).reverse());
  for (const text of [JSON.stringify(content), JSON.stringify(keysTurned, undefined, 2)]) {
    let failure: unknown;
    try {
      readJson({ name: 'export.json', bytes: bytesOfText(text) });
    } catch (error) {
      failure = failureOf(error);
    }
    expect(failure).toMatchObject({ code: 'import-refused', reason: 'foreign' });
    expect(importProgram(failure as ImportPlace)).toBe(name);
  }
});

test.each([
  { prod: { db: { user: 'u', password: 'p' } }, items: { a: '1' } },
  { items: [{ name: 'a', password: 'b' }], folders: [{ name: 'x' }] },
  [{ name: 'a', password: 'b', secret: 'c' }],
  { version: 1, salt: 1, content: { a: 'b' } },
  { encrypted: 'yes', password: 'p' },
  { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } },
  { accounts: [{ name: 'a', secret: 's' }], header: 'x', db: 'y' },
  { records: [{ title: 't', password: 'p' }] },
  'text',
  3,
])('JSON of one’s own is nobody’s export: %j', (content) => {
  const text = JSON.stringify(content);
  const shape = shapeOf(text);
  expect([foreignExport(text), shape && knownExport(shape)]).toEqual([undefined, undefined]);
});

test('a signature behind quotes, escapes and long lists is found; what is cut or no JSON refuses nothing', () => {
  const passwords = Array.from({ length: 3_000 }, (_, n) => ({ name: `\\"{[${n}` }));
  expect(foreignExport(JSON.stringify({ passwords, encrypted: false }))).toBe('Passky');
  const whole = JSON.stringify(exports[0]?.[1]);
  for (let end = 0; end < whole.length; end++) expect(() => foreignExport(whole.slice(0, end))).not.toThrow();
  for (const text of ['', '[', '{"a"', '{"a":"', '"', '\\', '{,,:}', '[[[['])
    expect(foreignExport(text)).toBeUndefined();
});

test('a hostile text costs time in proportion to its length alone', async () => {
  const texts = [
    '['.repeat(3_000_000),
    '{"a":'.repeat(600_000),
    `{"${'\\"'.repeat(1_500_000)}`,
    ' '.repeat(4_000_000),
  ];
  expect(await processorTime(() => texts.map(shapeOf))).toBeLessThan(20_000);
});

test.each([
  ['bitwarden', { encrypted: false, folders: [{ id: 'f', name: 'x' }] }],
  ['bitwarden', { encrypted: false, collections: [], items: [] }],
  ['proton', { encrypted: false, userId: 'u', vaults: {}, version: '1' }],
  ['enpass', { folders: [], items: [] }],
  [undefined, { folders: [], items: [{ a: 1 }] }],
  [undefined, { folders: 'none', items: [] }],
])('an export of %s with nothing in it is one', (format, content) => {
  const shape = shapeOf(JSON.stringify(content));
  expect(shape && knownExport(shape)?.format).toBe(format);
});
