import type { State } from '../../shared/contract.ts';

// The oldest that better-sqlite3's own binary runs in. A package has no environment of ours to ask.
const oldest = 35;

/** Whether the app runs on the fallback of scripts/runtime.ts, which is out of support. */
export function isTestRuntime(env: NodeJS.ProcessEnv, electron: string | undefined): boolean {
  return env['HOLDFAST_TEST_RUNTIME'] === '1' || Number.parseInt(electron ?? '', 10) < oldest;
}

/** Filled at the start, where the app's own folder cannot be written to. */
export const homeless = new Set<State['notices'][number]>();

/** Banners about what the app itself runs on. */
export function runtimeNotices(
  env: NodeJS.ProcessEnv,
  electron: string | undefined,
  hasSwitch: (name: string) => boolean,
): State['notices'] {
  const notices: State['notices'][number][] = [];
  if (isTestRuntime(env, electron)) notices.push('test-runtime');
  if (hasSwitch('no-sandbox')) notices.push('unsandboxed');
  notices.push(...homeless);
  return notices;
}
