import { expect, test } from 'vitest';
import { openPpk, type PpkFile, parsePpk, ppkPem, ppkPublicLine } from './ppk.ts';
import { parseSshKey } from './ssh.ts';
import { puttyKeys, puttyPassphrase } from './testing/putty-keys.ts';

const parsed = (text: string): PpkFile => {
  const file = parsePpk(Buffer.from(text));
  if (typeof file === 'string') throw new Error(file);
  return file;
};
const open = (text: string, passphrase = puttyPassphrase) => openPpk(parsed(text), passphrase);

test.each(puttyKeys)(
  '%s: its MAC is right, and its key is the one of its public half',
  async (name, text, line) => {
    const file = parsed(text);
    const opened = await openPpk(file, puttyPassphrase);
    expect(ppkPublicLine(file)).toBe(line);
    const pem = opened && ppkPem(file, opened);
    expect(opened).toBeDefined();
    if (/^(dsa|ed448)/.test(name)) return expect(pem).toBeUndefined();
    expect(parseSshKey(pem ?? '')?.publicKey).toEqual(Buffer.from(file.publicKey));
    // Line ends of Windows are the same file.
    expect(await open(text.replaceAll('\n', '\r\n'))).toEqual(opened);
  },
);

test.each(puttyKeys)(
  '%s: another passphrase, comment, public or private half is noticed',
  async (name, text) => {
    const isLocked = name.endsWith('pass');
    if (isLocked) expect(await open(text, 'other')).toBeUndefined();
    const other = (letter: string) => (letter === 'A' ? 'B' : 'A');
    for (const changed of [
      text.replace('Comment: m', 'Comment: n'),
      text.replace(/(Public-Lines: \d+\n.{30})(.)/, (_, before, letter) => before + other(letter)),
      text.replace(/(Private-Lines: \d+\n.{10})(.)/, (_, before, letter) => before + other(letter)),
    ]) {
      expect(changed).not.toBe(text);
      expect(await open(changed)).toBeUndefined();
    }
  },
);

test('what is no such file, a newer one, or one with another cipher or derivation is told as that', () => {
  const [, text = ''] = puttyKeys.find(([name]) => name === 'ed25519 3 pass') ?? [];
  const fault = (from: string | RegExp, to: string) => parsePpk(Buffer.from(text.replace(from, to)));
  expect(parsePpk(Buffer.from('x'))).toBe('malformed');
  expect(fault('File-3', 'File-4')).toBe('newer');
  expect(fault('File-3', 'File-1')).toBe('scheme');
  expect(fault('aes256-cbc', 'aes512')).toBe('scheme');
  expect(fault('Argon2id', 'Argon3')).toBe('scheme');
  for (const [from, to] of [
    [/Encryption.*\n/, ''],
    [/Argon2-Salt: .*/, 'Argon2-Salt: 00'],
    [/Argon2-Passes: .*/, 'Argon2-Passes: 0'],
    [/Argon2-Memory: .*/, 'Argon2-Memory: 7'],
    [/Private-MAC: .*/, 'Private-MAC: abcd'],
    [/Private-Lines: \d+/, 'Private-Lines: 9999999999'],
    [/Public-Lines: [\s\S]*/, ''],
  ] as const)
    expect([from, fault(from, to)]).toEqual([from, 'malformed']);
});
