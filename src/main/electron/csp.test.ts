import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, crashPagePolicy, withLanguage } from './csp.ts';

const directives = (policy: string) =>
  new Map(policy.split('; ').map((one) => [one.replace(/ .*/, ''), one.split(' ').slice(1)]));

test('the window loads and runs nothing but what it is made of', () => {
  const self = ["'self'"];
  const none = ["'none'"];
  expect(directives(contentSecurityPolicy({ nonce: 'abc' }))).toEqual(
    new Map([
      ['default-src', none],
      ['script-src', self],
      ['style-src', ["'self'", "'nonce-abc'"]],
      ['font-src', self],
      ['img-src', self],
      ['connect-src', none],
      ['base-uri', none],
      ['form-action', none],
      ['frame-ancestors', none],
      ['require-trusted-types-for', ["'script'"]],
      ['trusted-types', none],
    ]),
  );
});

test('while developing it speaks with that server and no other', () => {
  const policy = directives(contentSecurityPolicy({ nonce: 'abc', devServer: 'http://localhost:5173' }));
  expect(policy.get('connect-src')).toEqual(["'self'", 'ws://localhost:5173']);
  expect(policy.get('default-src')).toEqual(["'none'"]);
});

test('the crash page has a style and nothing else', () => {
  const policy = directives(crashPagePolicy('abc'));
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('style-src')).toEqual(["'nonce-abc'"]);
  expect(policy.has('script-src')).toBe(false);
});

test('the page names the language that the window takes its words in', () => {
  const page = readFileSync(new URL('../../renderer/index.html', import.meta.url), 'utf8');
  expect(withLanguage(page, 'de')).toContain('<html lang="de">');
});
