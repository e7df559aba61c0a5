import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

// The script behind `npm test`, on a checkout of a few files: its parts are the real ones, except
// what builds the app.
const checkout = join(import.meta.dirname, '..');

const kept = [
  ...['.gitignore', 'biome.json', 'package.json', 'vitest.config.ts'],
  ...[
    '.',
    'scripts',
    'src/main',
    'src/preload',
    'src/renderer',
    'src/renderer/testing',
    'src/rescue',
    'src/rescue/testing',
    'src/shared',
  ].map((folder) => join(folder, 'tsconfig.json')),
  'scripts/layer-rules.mjs',
  'docs/words.md',
  ...[
    'test',
    'test-notes',
    'check',
    'tally',
    'run',
    'system',
    'assertions',
    'asserting',
    'mutants',
    'layers',
    'left-texts',
    'word-bans',
    'text-literals',
  ].map((name) => `scripts/${name}.ts`),
  ...['run', 'row', 'list', 'fit', 'touched', 'bench', 'copy', 'runner', 'vitest'].map(
    (name) => `scripts/mutants/${name}.ts`,
  ),
];

const unitTest = (result: number) =>
  `import { expect, test } from 'vitest';\n\ntest('adds', () => {\n  expect(1 + 1).toBe(${result});\n});\n`;
const endToEndTest = (result: number) => unitTest(result).replace('vitest', '@playwright/test');

const healthy: Record<string, string> = {
  'src/shared/one.ts': 'export const one: number = 1;\n',
  'src/shared/words/en/one.ts': "export const one = 'One.';\n",
  'src/shared/words/de/one.ts': "export const one = 'Eins.';\n",
  'src/main/one.test.ts': unitTest(2),
  'src/preload/one.ts': 'export const one = 1;\n',
  'src/renderer/one.ts': 'export const one = 1;\n',
  'src/renderer/testing/one.ts': 'export const one = 1;\n',
  'src/rescue/one.ts': 'export const one = 1;\n',
  'src/rescue/testing/one.ts': 'export const one = 1;\n',
  'e2e/one.spec.ts': endToEndTest(2),
  'scripts/mutants/rows/none.ts':
    "import type { Mutant } from '../row.ts';\n\nexport const mutants: readonly Mutant[] = [];\n",
  'scripts/package.ts': 'export async function makePackages(_args: readonly string[]): Promise<void> {}\n',
  'scripts/installed.ts': 'export async function tryInstalled(): Promise<void> {}\n',
  'scripts/chromium.ts': `export const lacksChromium = (): string | undefined => 'apt-get install chromium';
export const runInChromium = async (_args: readonly string[], _report: string): Promise<number> => 0;
`,
  'scripts/browsers.ts': `export const lacksBrowsers = (): string | undefined => 'apt-get install firefox-esr';
export const runInBrowsers = async (_args: readonly string[], _report?: string): Promise<number> => 0;
`,
  // Playwright itself, without the app, its screen and its user.
  'scripts/e2e.ts': `import { tool } from './run.ts';

export async function runEndToEnd(args: readonly string[], { report }: { report: string; packed: boolean }) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  return tool('playwright', ['test', 'e2e', '--reporter=json', ...args], { env });
}
`,
};

/** A checkout that is healthy except for these files; `undefined` is a file that is not there. */
function checkoutWith(files: Record<string, string | undefined>): string {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-tests-'));
  for (const file of kept) cpSync(join(checkout, file), join(root, file));
  // Link by link: what the tools cache in the folder itself stays here.
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    const isCache = name.startsWith('.') && name !== '.bin';
    if (!isCache) symlinkSync(join(checkout, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const [file, text] of Object.entries({ ...healthy, ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    if (text !== undefined) writeFileSync(join(root, file), text);
  }
  return root;
}

/** What `npm test` prints last there, and its exit code. */
async function run(
  files: Record<string, string | undefined>,
): Promise<{ last: string; code: unknown; said: string }> {
  const root = checkoutWith(files);
  // What tells a runner that it is watched, in CI or in a long round.
  const off = ['CI', 'HOLDFAST_LONG', 'VITEST', 'NODE_ENV', 'FORCE_COLOR'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !off.includes(name)));
  const options = { cwd: root, env: { ...env, NO_COLOR: '1' } };
  try {
    return await new Promise((done) => {
      execFile(process.execPath, ['scripts/test.ts'], options, (error, stdout, stderr) => {
        const last = stdout.trimEnd().split('\n').at(-1) ?? '';
        done({ last, code: error === null ? 0 : error.code, said: stdout + stderr });
      });
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('exits with 0 where everything passes', async () => {
  const { last, code, said } = await run({});
  expect(last, said).toBe('2 passed, 0 failed');
  expect(said).toMatch(/^Not run, for there is no Chromium: apt-get install chromium$/m);
  expect(said).toMatch(/^1 skipped$/m);
  expect(code).toBe(0);
});

/** A list of one planted change: this text of a file. */
const rowOf = (text: string) => `import { inFile } from '../row.ts';

export const mutants = inFile('src/shared/one.ts', ['src/main/one.test.ts'], [['${text}', '1', 'none']]);
`;

/** Five compilers take longer than all the rest: only what they would notice is shown to them. */
const unchecked = { 'scripts/check.ts': 'export {};\n' };

/** A Chromium that is there, with a test in it. */
const chromiumWith = (result: number) => `import { mkdirSync, writeFileSync } from 'node:fs';
import { tool } from './run.ts';

export const lacksChromium = () => undefined;
export async function runInChromium(args: readonly string[], report: string) {
  mkdirSync('chromium');
  writeFileSync('chromium/one.spec.ts', ${JSON.stringify(endToEndTest(result))});
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  return tool('playwright', ['test', 'chromium', '--reporter=json', ...args], { env });
}
`;

// Several faults a run, each in another part: a run takes seconds, and each part is told by itself.
const broken: [name: string, files: Record<string, string | undefined>, last: string, says: RegExp[]][] = [
  [
    'wrong types, a broken layer rule and a planted change whose text is gone',
    {
      'src/main/one.ts': "export const one: number = 'one';\n",
      'src/main/vault/one.ts': "import { app } from 'electron';\n\nexport const name = app.name;\n",
      'scripts/mutants/rows/none.ts': rowOf('two'),
    },
    '2 passed, 2 failed',
    [
      /^FAIL types of src\/main$/m,
      /^ok {3}types of src\/shared$/m,
      /^FAIL layers$/m,
      /^FAIL planted changes fit$/m,
    ],
  ],
  [
    'a unit test that fails and one that cannot be loaded',
    {
      ...unchecked,
      'src/main/one.test.ts': unitTest(3),
      'src/main/two.test.ts': "throw new Error('unloadable');\n",
    },
    '1 passed, 2 failed',
    [/expected 2 to be 3/, /unloadable/],
  ],
  [
    'a test that fails end to end, and one in Chromium',
    { ...unchecked, 'e2e/one.spec.ts': endToEndTest(3), 'scripts/chromium.ts': chromiumWith(3) },
    '1 passed, 2 failed',
    [/e2e\/one\.spec\.ts.* › adds/, /chromium\/one\.spec\.ts.* › adds/],
  ],
  [
    'no unit tests, and none end to end',
    { ...unchecked, 'src/main/one.test.ts': undefined, 'e2e/one.spec.ts': undefined },
    '0 passed, 2 failed',
    [/No test files found/, /^Error: No tests found/m],
  ],
];

test.each(broken)('exits with 1 for %s', async (_name, files, last, says) => {
  const { last: ended, code, said } = await run(files);
  expect(ended, said).toBe(last);
  for (const one of says) expect(said).toMatch(one);
  expect(code).toBe(1);
});
