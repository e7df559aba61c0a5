import { sep } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { servableFile } from './files.ts';

const root = `${sep}app${sep}renderer`;

test('files of the page are served by their type', () => {
  expect(servableFile(root, 'holdfast://app/')).toEqual({
    file: `${root}${sep}index.html`,
    type: 'text/html; charset=utf-8',
  });
  expect(servableFile(root, 'holdfast://app/assets/index-D_w-1.js?v=1#x')?.type).toContain('text/javascript');
  expect(servableFile(root, 'holdfast://app/assets/index.css')?.type).toContain('text/css');
});

test.each([
  'holdfast://app/../secret.js',
  'holdfast://app/%2e%2e/secret.js',
  'holdfast://app/..%2fsecret.js',
  'holdfast://app/a%5c..%5csecret.js',
  'holdfast://app/.hidden.js',
  'holdfast://app/assets/.map/x.js',
  'holdfast://app//etc/passwd.js',
  'holdfast://app/assets',
  'holdfast://app/assets/',
  'holdfast://app/x.map',
  'holdfast://app/x.constructor',
  'holdfast://app/x%00.js',
])('%s leads nowhere outside', (url) => {
  const found = servableFile(root, url);
  // URL parsing itself takes plain dots out: then the file lies inside.
  expect([undefined, `${root}${sep}secret.js`]).toContain(found?.file);
});

test('whatever the URL, a file lies inside', () => {
  const segment = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '', 'assets'), fc.string());
  fc.assert(
    fc.property(fc.array(segment), fc.constantFrom('', '.js', '.css'), (segments, ending) => {
      const url = `holdfast://app/${segments.map((s) => s.replaceAll(/[?#]/g, '')).join('/')}${ending}`;
      const found = URL.canParse(url) ? servableFile(root, url) : undefined;
      if (found === undefined) return;
      expect(found.file.startsWith(root + sep)).toBe(true);
      expect(found.file.split(sep)).not.toContain('..');
    }),
  );
});
