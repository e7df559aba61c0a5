import { create } from 'zustand';
import { api } from '../api.ts';
import { onReset } from './reset.ts';

/** Until when the vault stays open, in the page's own time; `undefined`: nothing is said of it. */
export const useLocksSoon = create<{ until: number | undefined }>()(() => ({ until: undefined }));

onReset(() => useLocksSoon.setState({ until: undefined }));

/** Listens to what main says of a lock that comes. Returns what ends it. */
export function watchLocks(now: () => number): () => void {
  return api.on('locksSoon', ({ seconds }) =>
    useLocksSoon.setState({ until: seconds === 0 ? undefined : now() + seconds * 1_000 }),
  );
}

/** The person is there: main says so back. */
export function stay(): void {
  void api.app.active();
}
