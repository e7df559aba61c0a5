import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withHash } from './rescue-hash.ts';

const checkout = join(import.meta.dirname, '..');
const docs = readFileSync(join(checkout, 'docs/rescue.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-clones-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says which page it means, and its SHA-256 as sha256sum gives it', () => {
  const page = Buffer.from('<meta content="Holdfast rescue 1.2.3 of 2030-01-02">');
  const hash = execFileSync('sha256sum', { input: page, encoding: 'utf8' }).split(' ')[0];
  const said = withHash(docs, page);
  expect(said).toContain(`SHA-256 of \`rescue.html\` 1.2.3 of 2030-01-02: \`${hash}\`\n`);
  expect(withHash(said, page)).toBe(said);
  for (const tool of ['sha256sum rescue.html', 'shasum -a 256 rescue.html', 'certutil -hashfile rescue.html'])
    expect(docs).toContain(tool);
  expect(() => withHash('nothing', page)).toThrow('no line');
});

it.runIf(process.env['HOLDFAST_LONG'] === '1')(
  'is the same bytes from two clones, and docs/rescue.md has their hash',
  () => {
    const [first, second] = [join(folder, 'a'), join(folder, 'a longer way/b')].map(builtIn);
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(withHash(docs, first ?? Buffer.alloc(0))).toBe(docs);
  },
);

function builtIn(clone: string): Buffer {
  mkdirSync(join(clone, '..'), { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--local', checkout, clone], { stdio: 'ignore' });
  symlinkSync(join(checkout, 'node_modules'), join(clone, 'node_modules'));
  const vite = join(checkout, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', 'build/rescue.config.ts', '--configLoader', 'native'];
  execFileSync(process.execPath, args, { cwd: clone, stdio: 'ignore' });
  return readFileSync(join(clone, 'out/rescue/rescue.html'));
}
