import { create, type StoreApi, type UseBoundStore } from 'zustand';

const resets = new Set<() => void>();
let generation = 0;

/** A store that may hold something of the vault: `resetAll` brings it back to `empty`. */
export function vaultStore<T extends object>(empty: T): UseBoundStore<StoreApi<T>> {
  const store = create<T>()(() => empty);
  onReset(() => store.setState(empty, true));
  return store;
}

/** Registers what else must be forgotten at lock. */
export function onReset(run: () => void): void {
  resets.add(run);
}

/** Forgets everything of the vault, and makes every reply that is still under way stale. */
export function resetAll(): void {
  generation += 1;
  for (const reset of resets) reset();
}

/** A question to ask when a reply arrives: is the vault still the one it was asked of? */
export function untilLock(): () => boolean {
  const mine = generation;
  return () => mine === generation;
}
