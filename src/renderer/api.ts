import type { Bridge, Reply } from '../shared/contract.ts';

declare global {
  interface Window {
    readonly holdfast?: Bridge;
  }
}

type Send = (input: unknown) => Promise<Reply<unknown>>;

/**
 * The app behind the window; `undefined` when the page runs without its preload. Its calls never
 * reject.
 */
export const bridge: Bridge | undefined = window.holdfast && guarded(window.holdfast);

/** The app behind the window, where it is known to be there. */
export const api = bridge as Bridge;

// A channel that breaks (main crashed, a reply that cannot be cloned) rejects: here that becomes a
// failure as any other.
function guarded(raw: Bridge): Bridge {
  const groups = Object.entries(raw).map(([name, group]) => [
    name,
    name === 'on' ? group : guardedGroup(group as unknown as Record<string, Send>),
  ]);
  return Object.fromEntries(groups);
}

function guardedGroup(group: Record<string, Send>): Record<string, Send> {
  return Object.fromEntries(
    Object.entries(group).map(([method, send]) => [method, (input: unknown) => send(input).catch(broken)]),
  );
}

function broken(): Reply<never> {
  return { ok: false, failure: { code: 'internal', reference: '' } };
}
