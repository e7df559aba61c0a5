import { expect, test } from 'vitest';
import { detectFormat } from '../detect.ts';
import type { Reading } from '../entry.ts';
import { bytesOfText, collect } from '../testing/collect.ts';
import { readAws, readDocker, readGcp, readNetrc } from './developer.ts';

const source = (content: unknown, name = 'x') => ({
  name,
  bytes: bytesOfText(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** Each entry as its title and its fields, and what is told as its reason. */
function seen(reading: Reading): unknown[] {
  return collect(reading).map((item) => {
    if ('problem' in item) return [item.kind, item.problem.line ?? item.problem.place, item.problem.reason];
    const { title, versions } = item.kind === 'entry' ? item.entry : { title: '', versions: [] };
    return [title, ...(versions[0]?.fields ?? []).map(({ name, type, value }) => `${name} ${type} ${value}`)];
  });
}

test('netrc: comments, a port, words of its own, a password that begins as a comment does, macros', () => {
  const text = `macdef first
 put x

# mine
machine a.example # work
  login ada
  # the password
  password #hash"x
  port 21
machine b.example user bob password "q # \\"x" # c
odd thing
machine login login machine password login
default
`;
  const expected = [
    ['note', '', 'left-out'],
    ['a.example', 'username text ada', 'password secret #hash"x', 'port text 21', 'host text a.example'],
    ['b.example', 'username text bob', 'password secret q # "x', 'odd secret thing', 'host text b.example'],
    ['login', 'username text machine', 'password secret login', 'host text login'],
    ['default'],
    ['netrc', 'macdef first secret  put x'],
  ];
  for (const file of [text, text.replaceAll('\n', '\r\n')]) {
    expect(detectFormat(bytesOfText(file), 'x')?.format).toBe('netrc');
    expect(seen(readNetrc(source(file)))).toEqual(expected);
  }
});

test('AWS: sections of its sign-on are shown, a profile goes on further down, and no line is lost', () => {
  const text = `; mine
[services local]
s3 =
  endpoint_url = http://localhost
[profile "my dev"]
region = eu
credential_process = get --key abc
[sso-session corp]
sso_start_url = https://corp.example
sso_region = eu
junk
[profile "my dev"]
sso_session = corp
`;
  expect(detectFormat(bytesOfText(text), 'x')?.format).toBe('aws');
  expect(seen(readAws(source(text)))).toEqual([
    ['note', '', 'left-out'],
    ['failed', 11, 'no-assignment'],
    ['services local', 's3.endpoint_url text http://localhost'],
    ['my dev', 'region text eu', 'credential_process secret get --key abc', 'sso_session text corp'],
    ['sso-session corp', 'sso_start_url text https://corp.example', 'sso_region text eu'],
  ]);
});

test('Docker: tokens, zeros behind a password, what is no base64, and settings as a secret of their own', () => {
  const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
  const file = {
    auths: {
      'a.example': { ...auth('me:p:w\0\0'), email: 'me@a.example' },
      'b.example': { identitytoken: 't' },
      'c.example': {},
      'd.example': { auth: '***' },
    },
    credHelpers: { 'e.example': 'vault' },
    proxies: { default: { httpProxy: 'http://u:p@proxy' } },
  };
  expect(seen(readDocker(source(file, 'config.json')))).toEqual([
    [
      'a.example',
      'username text me',
      'password secret p:w',
      'url url https://a.example',
      'email text me@a.example',
    ],
    ['b.example', 'url url https://b.example', 'identitytoken secret t'],
    ['note', 'c.example', 'password-elsewhere'],
    ['c.example', 'url url https://c.example'],
    ['note', 'd.example', 'password-elsewhere'],
    ['d.example', 'auth secret ***', 'url url https://d.example'],
    ['note', 'config', 'password-elsewhere'],
    ['config', 'credHelpers.e.example secret vault', 'proxies.default.httpProxy secret http://u:p@proxy'],
  ]);
  const older = { 'a.example': { ...auth('me:pw'), email: 'e' } };
  expect(detectFormat(bytesOfText(JSON.stringify(older)), 'x')?.format).toBe('docker');
  expect(seen(readDocker(source(older)))).toEqual([
    ['a.example', 'username text me', 'password secret pw', 'url url https://a.example', 'email text e'],
  ]);
});

test('a service account: what no reader knows is hidden', () => {
  expect(seen(readGcp(source({ type: 'service_account', client_id: '1', own_token: 't' })))).toEqual([
    ['x', 'type text service_account', 'client_id text 1', 'own_token secret t'],
  ]);
});
