// An export and a preview beside the import of the same: `npm run bench transfer`.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { forkParser } from '../src/main/import/fork.ts';
import { importFile } from '../src/main/import/import.ts';
import { createVault } from '../src/main/vault/open.ts';
import { copyOf, type Dataset, dataset, leastKdf, scratch } from './datasets.ts';
import { passphrase } from './entries.ts';
import { alternate, childrenMs, median, type Program, sizes, timed, timeOf } from './measure.ts';
import { bin, holdfastImport, provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideHoldfast();

const parser = forkParser(join(import.meta.dirname, '../out/cli/import-process.js'));
const rows: Row[] = [];
let last = { ratio: Number.NaN, preview: Number.NaN };
for (const size of sizes) {
  const set = await dataset(size);
  const spent = { import: [] as number[], export: [] as number[], preview: [] as number[] };
  const run = (name: 'import' | 'export', program: () => Program | Promise<Program>) => ({
    name,
    run: async () => {
      const one = await program();
      const before = childrenMs();
      const ms = timeOf(one);
      spent[name].push(childrenMs() - before);
      return ms;
    },
  });
  const times = await alternate(
    [
      run('import', () => holdfastImport(set, set.json)),
      run('export', () => holdfastExport(set)),
      { name: 'preview', run: () => preview(set, spent.preview) },
    ],
    3,
  );
  const of = (name: string) => median(times.get(name));
  const cpu = (all: number[]) => median(all.slice(1).sort((a, b) => a - b));
  last = { ratio: of('export') / of('import'), preview: of('preview') };
  rows.push([
    `${size}`,
    of('import'),
    of('export'),
    last.ratio,
    cpu(spent.import),
    cpu(spent.export),
    last.preview,
    cpu(spent.preview),
  ]);
}

function holdfastExport({ holdfast, key }: Dataset): Program {
  const file = scratch('exported');
  rmSync(file, { force: true });
  const vault = copyOf(holdfast, 'exporting');
  const args = ['--vault', vault, '--passphrase-file', key, 'export', file, '--format', 'json'];
  return { command: bin, args: [...args, '--plain-text', '--quiet'] };
}

/** What the window waits for: the plan of each entry, of a vault that has nothing yet. */
async function preview({ json }: Dataset, spent: number[]): Promise<number> {
  const vault = await createVault({ location: scratch('previewing') }, { passphrase, kdf: leastKdf });
  const [own, before] = [process.cpuUsage(), childrenMs()];
  const ms = await timed(() => importFile(vault, { file: json, dryRun: true }, parser));
  const { user, system } = process.cpuUsage(own);
  spent.push((user + system) / 1_000 + childrenMs() - before);
  await vault.lock();
  return ms;
}

const most = Math.max(...sizes);
publish('Export and preview', [
  '`holdfast import` of JSON into a vault without secrets and `holdfast export --format json` of the same, whole processes, in ms; then the preview of that file, up to where the window has every entry.',
  '',
  ...table(
    [
      'entries',
      'import',
      'export',
      'ratio',
      'import, processor',
      'export, processor',
      'preview',
      'preview, processor',
    ],
    rows,
  ),
  '',
  target(`times an import, export of ${most}`, last.ratio, 'at most', 2),
  target(`preview of ${most}, ms`, last.preview, 'at most', 3_000),
]);
