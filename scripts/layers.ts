import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import configuration from './layer-rules.mjs';

/** One import that a layer rule forbids. */
export interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What a check saw: a check that saw no module proves nothing. */
export interface Findings {
  readonly modules: number;
  readonly breaches: readonly Breach[];
}

/** Looks for breaches of the layer rules under `src` of a checkout. */
export async function checkLayers(checkout: string): Promise<Findings> {
  const { forbidden, options } = configuration;
  const { enhancedResolveOptions, ...rest } = options;
  const ruleSet = { forbidden } as NonNullable<NonNullable<Parameters<typeof cruise>[1]>['ruleSet']>;
  const { output } = await cruise(
    ['src'],
    { ...rest, ruleSet, validate: true, baseDir: checkout },
    enhancedResolveOptions,
  );
  const { modules, summary } = output as ICruiseResult;
  const ours = modules.filter((module) => module.source.startsWith('src/'));
  const breaches = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: ours.length, breaches: [...breaches, ...readersOfBridge(checkout)] };
}

/** Files besides `renderer/api.ts` that reach for what the preload bridge put into the window. */
function readersOfBridge(checkout: string): Breach[] {
  const files = globSync('src/renderer/**/*.{ts,tsx}', { cwd: checkout });
  return files
    .filter((file) => file !== join('src', 'renderer', 'api.ts'))
    .filter((file) =>
      /\b(window|globalThis|self)\s*(\?\.|\.|\[\s*['"`])\s*holdfast\b/.test(
        readFileSync(join(checkout, file), 'utf8'),
      ),
    )
    .map((from) => ({ rule: 'bridge-read-in-api', from, to: 'window.holdfast' }));
}

if (import.meta.main) {
  const { modules, breaches } = await checkLayers(join(import.meta.dirname, '..'));
  for (const { rule, from, to } of breaches) console.error(`${rule}: ${from} -> ${to}`);
  console.log(`${modules} modules, ${breaches.length} breaches of the layer rules`);
  process.exit(modules === 0 || breaches.length > 0 ? 1 : 0);
}
