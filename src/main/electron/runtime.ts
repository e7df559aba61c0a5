import type { State } from '../../shared/contract.ts';

/** Banners about what the app itself runs on. */
export function runtimeNotices(
  env: NodeJS.ProcessEnv,
  hasSwitch: (name: string) => boolean,
): State['notices'] {
  const notices: State['notices'] = [];
  if (env['HOLDFAST_TEST_RUNTIME'] === '1') notices.push('test-runtime');
  if (hasSwitch('no-sandbox')) notices.push('unsandboxed');
  return notices;
}
