import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const checkout = join(import.meta.dirname, '..');
const line = /^SHA-256 of `rescue\.html` .*$/m;

/** docs/rescue.md with the SHA-256 of this page in its line. */
export function withHash(text: string, page: Uint8Array): string {
  if (!line.test(text)) throw new Error('docs/rescue.md has no line for the SHA-256 of rescue.html.');
  const hash = createHash('sha256').update(page).digest('hex');
  const [, edition = ''] = /content="Holdfast rescue ([^"]+)"/.exec(Buffer.from(page).toString()) ?? [];
  return text.replace(line, `SHA-256 of \`rescue.html\` ${edition}: \`${hash}\``);
}

// After a build: whether docs/rescue.md says its hash; with --write it does then.
if (import.meta.main) {
  const file = join(checkout, 'docs/rescue.md');
  const text = readFileSync(file, 'utf8');
  const right = withHash(text, readFileSync(join(checkout, 'out/rescue/rescue.html')));
  if (process.argv.includes('--write')) writeFileSync(file, right);
  else if (text !== right) {
    console.error('docs/rescue.md has another SHA-256: node scripts/rescue-hash.ts --write');
    process.exitCode = 1;
  }
}
