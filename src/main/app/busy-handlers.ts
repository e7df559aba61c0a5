import type { Handlers } from '../../shared/contract.ts';

type Calls = { readonly [G in keyof Handlers]?: readonly (keyof Handlers[G])[] };

/**
 * The calls that would end badly, or would have to be repeated, if the vault locked in the middle
 * of them.
 */
const long: Calls = {
  transfer: ['import', 'export'],
  repair: ['mend', 'salvage', 'merge'],
  backups: ['restore', 'take', 'keepSession', 'verify'],
  recovery: ['issue', 'print', 'savePdf', 'restore', 'activate', 'revoke'],
  vault: ['changePassphrase', 'changeKeyFile', 'rekey'],
};

/** The handlers, and whether one of those is under way that hold an automatic lock back. */
export function trackBusy(handlers: Handlers): {
  readonly handlers: Handlers;
  readonly isAtWork: () => boolean;
} {
  let running = 0;
  const during = (work: (input: unknown) => unknown) => async (input: unknown) => {
    running++;
    try {
      return await work(input);
    } finally {
      running--;
    }
  };
  const wrapped = { ...handlers } as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
  for (const [group, methods] of Object.entries(long)) {
    const own = { ...wrapped[group] };
    for (const method of methods) {
      const work = own[method];
      if (work !== undefined) own[method] = during(work);
    }
    wrapped[group] = own;
  }
  return { handlers: wrapped as unknown as Handlers, isAtWork: () => running > 0 };
}
