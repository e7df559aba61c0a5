import type { KeysState } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';

type Emit = (event: string, payload?: unknown) => void;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Entry {
  readonly versions: readonly { readonly created: number; readonly deleted?: number }[];
}

/** Keys that take eight seconds to change. */
export function fakeKeys(
  entries: ReadonlyMap<string, Entry>,
  refuse: (failure: Failure) => never,
  emit: Emit,
) {
  let state: KeysState = { renewing: false, done: 0, total: 0 };
  const tell = (next: KeysState) => {
    state = next;
    emit('keys', structuredClone(state));
  };
  const run = async () => {
    const total = entries.size;
    const rekeyed = Date.now();
    for (let step = 0; step < 8; step++) {
      tell({ rekeyed, renewing: true, done: Math.floor((total * step) / 8), total });
      await pause(1_000);
    }
    tell({ rekeyed, renewing: false, done: total, total });
  };
  return {
    rekey: async ({ passphrase }: { passphrase: string }) => {
      await pause(900);
      if (passphrase !== 'open') refuse({ code: 'wrong-passphrase' });
      void run();
    },
    keys: () => state,
    reseal: () => undefined,
    exposed: () => {
      const { rekeyed = 0 } = state;
      const all = [...entries]
        .map(([path, { versions }]) => ({
          path,
          changed: versions.at(-1)?.created ?? 0,
          deleted: versions.at(-1)?.deleted !== undefined,
        }))
        .filter(({ changed }) => changed <= rekeyed)
        .sort((one, other) => other.changed - one.changed);
      return { total: all.length, secrets: all.slice(0, 200) };
    },
  };
}
