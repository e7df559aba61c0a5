import { expect, test } from 'vitest';
import { Draft } from './draft.ts';
import { readFreeOtp } from './formats/code-apps.ts';
import { readOtpauthList } from './formats/otpauth-list.ts';
import { readTwoFas } from './formats/twofas.ts';
import { codeText } from './otpauth.ts';
import { bytesOfText, collect, entriesOf } from './testing/collect.ts';

const secret = 'JBSWY3DPEHPK3PXP';
const address = `otpauth://totp/a:b?secret=${secret}`;
const code = `otpauth://totp/a:b?secret=${secret}&issuer=a&algorithm=SHA1&digits=6&period=30`;
const fieldsOfCode = (text: string) => {
  const [item] = [...new Draft('', [], 'x').code(text).items()];
  const fields = item?.kind === 'entry' ? item.entry.versions[0]?.fields : [];
  return fields?.map(({ name, type, value }) => `${name} ${type} ${value}`);
};

test.each([
  [`${address}\ncall the bank`, [`otp otp ${code}`, 'otp secret call the bank']],
  [`${address} call the bank`, [`otp otp ${code}`, 'otp secret call the bank']],
  [`${address}\r\n${address}`, [`otp otp ${code}`, `otp otp ${code}`]],
  // Perhaps the secret goes on there, perhaps it does not.
  [`${address}\nABCDEFGH`, [`otp secret ${address}\nABCDEFGH`]],
  [`otpauth://totp/a:b?secret=JBSW Y3DP EHPK 3PXP`, [`otp otp ${code}`]],
  [`otpauth://totp/a:b?secret=${secret}\n&issuer=a`, [`otp otp ${code}`]],
  [
    `otpauth://totp/My Co:b?secret=${secret}`,
    [`otp otp ${code.replace('/a:', '/My%20Co:').replace('=a&', '=My%20Co&')}`],
  ],
])('%j: nothing behind an address becomes a part of its key', (text, fields) => {
  expect(fieldsOfCode(text)).toEqual(fields);
});

test('an address with words behind it is no code to whoever has no place for them', () => {
  expect(codeText(`${address} call the bank`)).toBeUndefined();
  expect(codeText(address)).toBe(code);
});

test('a list: words behind an address, what else it says, and a plus in an address of mail', async () => {
  const text = `otpauth://totp/My+Co:me+x@a.example?secret=${secret}&image=i&issuer=My+Co words\nsteam://${secret} w\n`;
  const list = text.replace(`${secret}&image=i&issuer=My+Co words`, `${secret}&image=i&issuer=My+Co`);
  const [first, second] = entriesOf(await readOtpauthList({ name: 'x', bytes: bytesOfText(list) }));
  expect([first?.title, second?.title]).toEqual(['My Co', 'Steam']);
  const fields = [first, second].map((one) =>
    one?.versions[0]?.fields.map(({ name, value }) => [name, value]),
  );
  expect(fields).toEqual([
    [
      ['username', 'me+x@a.example'],
      ['otp', expect.stringContaining('My%20Co:me%2Bx%40a.example')],
      ['image', 'i'],
    ],
    [
      ['otp', `otpauth://steam/?secret=${secret}`],
      ['more', 'w'],
    ],
  ]);
});

test('2FAS: a label without whose it is, and what it looks like is told', async () => {
  const look = { icon: { selected: 'Label', label: { text: 'XY' } }, badge: { color: 'Red' } };
  const usual = { icon: { selected: 'Label', label: { text: 'CO' } }, badge: { color: 'Default' } };
  const otp = { issuer: 'Co', label: 'Co:me', digits: 6, period: 30, algorithm: 'SHA1', tokenType: 'TOTP' };
  const file = {
    schemaVersion: 4,
    services: [
      { name: 'Mine', secret, otp, ...look },
      { name: 'Co', secret, otp, ...usual },
    ],
  };
  const items = collect(await readTwoFas({ name: 'x', bytes: bytesOfText(JSON.stringify(file)) }));
  expect(items[0]).toMatchObject({ problem: { reason: 'left-out', losses: ['own-icon', 'colours'] } });
  expect(items[1]).toMatchObject({
    entry: { title: 'Mine', versions: [{ fields: [{ name: 'username', value: 'me' }, { name: 'otp' }] }] },
  });
  expect(items.slice(2).map(({ kind }) => kind)).toEqual(['entry']);
});

test('FreeOTP+: codes of Steam are known by their issuer, for they have no kind of their own', () => {
  const token = { type: 'TOTP', issuerExt: 'Steam', label: 'me', secret: [1, 2, 3, 4, 5], digits: 5 };
  const file = { tokenOrder: [], tokens: [token, { ...token, issuerExt: 'Other' }] };
  const entries = entriesOf(readFreeOtp({ name: 'x', bytes: bytesOfText(JSON.stringify(file)) }));
  expect(entries.map(({ versions }) => versions[0]?.fields.map(({ value }) => value.slice(0, 16)))).toEqual([
    ['me', 'otpauth://steam/'],
    ['me', 'otpauth://totp/O'],
  ]);
});
