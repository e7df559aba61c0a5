import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webAddress } from './address.ts';

test('http and https, and a bare host, which is https', () => {
  expect(webAddress('https://example.com/login?a=b#c')).toBe('https://example.com/login?a=b#c');
  expect(webAddress('HTTP://example.com')).toBe('http://example.com/');
  expect(webAddress(' example.com/x ')).toBe('https://example.com/x');
  expect(webAddress('example.com:8443/x')).toBe('https://example.com:8443/x');
  expect(webAddress('http://router')).toBe('http://router/');
  expect(webAddress('http://[::1]:8080/')).toBe('http://[::1]:8080/');
});

test('nothing else', () => {
  const others = [
    ...['', ' ', 'router', 'my notes', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x'],
    ...[
      'ssh://host.example',
      'mailto:a@b.example',
      'vscode://x.y',
      'https:',
      'https:example.com',
      'http:///x',
    ],
    ...['https://name:word@example.com', 'https://name@example.com', 'https://exam ple.com'],
    ...[
      'https://example.com/a\nb',
      'java\tscript:alert(1)',
      'https:\\\\example.com',
      `https://${'a'.repeat(2_050)}.b`,
    ],
  ];
  for (const text of others) expect(webAddress(text), text).toBeUndefined();
});

test('whatever a field holds, only http and https come out, and what came out stays as it is', () => {
  const part = fc.constantFrom(
    'http',
    'https',
    'file',
    ':',
    '/',
    '//',
    '@',
    'a.b',
    '.',
    '\\',
    '\t',
    '%00',
    '?',
    '#',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.array(part).map((all) => all.join('')),
      ),
      (text) => {
        const address = webAddress(text);
        if (address === undefined) return;
        expect(address).toMatch(/^https?:\/\/[^/@\s]/);
        expect(webAddress(address)).toBe(address);
      },
    ),
  );
});
