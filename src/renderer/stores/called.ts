import { api } from '../api.ts';
import { vaultStore } from './reset.ts';

/** The secret that the small window asked to be shown, until the vault's screen has taken it. */
export const useCalled = vaultStore<{ readonly path: string | undefined }>({ path: undefined });

/** Hears of it before that screen is there. Returns what ends it. */
export function watchCalls(): () => void {
  return api.on('goTo', ({ path }) => useCalled.setState({ path }));
}
