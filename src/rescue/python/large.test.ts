// The vault of the page's test of memory (e2e/chromium/rescue-large.spec.ts), before the reader in
// Python.
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { large, longFile, makeLargeVault, passwordOf, pathOf } from '../testing/large-vault.ts';
import { inPython, program, python } from '../testing/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-large-'));
const out = join(folder, 'out');

/** Ends with the most memory that the program held, in KiB. */
const measured = `import resource, subprocess, sys
code = subprocess.call(sys.argv[2:], stdout=open(sys.argv[1], "wb"))
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)`;

it.skipIf(process.env['HOLDFAST_LONG'] !== '1')(
  'a large vault is read, and a long file saved, in at most 1 GB',
  async () => {
    const location = join(folder, 'large.holdfast');
    const sheets = (await makeLargeVault(location)).map((words, i) => {
      writeFileSync(join(folder, `${i}.txt`), words);
      return join(folder, `${i}.txt`);
    });
    const run = async (...args: string[]) => {
      const { out: told } = await inPython(
        ...['-c', measured, out, String(python), program, location, '--shares', ...sheets, ...args],
      );
      const [code, peak] = told.toString().split(' ').map(Number);
      console.log(`${args.join(' ')}: ${Math.round((peak ?? 0) / 1_024)} MiB`);
      expect([code, (peak ?? 0) * 1_024 < 1_000_000_000]).toEqual([0, true]);
    };
    try {
      await run('list');
      const count = large.secrets + large.files.count + 1;
      expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(count + 1);
      await run('show', pathOf(77_777), '--field', 'password');
      expect(readFileSync(out, 'utf8')).toBe(passwordOf(77_777));
      await run('show', large.file.path, '--field', large.file.field);
      expect(await digestOf(createReadStream(out))).toBe(await digestOf(longFile()));
      await run('save', join(folder, 'everything'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

async function digestOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
