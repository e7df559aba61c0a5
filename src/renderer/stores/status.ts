import type { Failure } from '../../shared/failure.ts';
import { failureSentences } from '../words/failures.ts';
import { onReset, vaultStore } from './reset.ts';

/** A short word at the foot of the window, gone after some seconds. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'danger';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Status {
  readonly toast: Toast | undefined;
}

/** What the window has to say in passing. */
export const useStatus = vaultStore<Status>({ toast: undefined });

const plainMs = 5_000;
const withActionMs = 12_000;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;
onReset(() => clearTimeout(timer));

/** Shows a toast in place of the one before. */
export function say(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
  const { tone = 'plain', action } = options;
  const id = ++last;
  useStatus.setState({ toast: { id, text, tone, ...(action && { action }) } });
  clearTimeout(timer);
  timer = setTimeout(() => dismiss(id), action || tone === 'danger' ? withActionMs : plainMs);
}

/** Shows a toast of what went wrong. */
export function warn(text: string): void {
  say(text, { tone: 'danger' });
}

/** Says what went wrong beside what is on screen. */
export function complain(failure: Failure | undefined): void {
  if (failure) warn(failureSentences(failure));
}

/**
 * A failure replaces the note that was shown before, which no longer holds. A failure stays until
 * it is sent away.
 */
export function hush(): void {
  const { toast } = useStatus.getState();
  if (toast?.tone === 'plain') dismiss(toast.id);
}

export function dismiss(id: number): void {
  if (useStatus.getState().toast?.id === id) useStatus.setState({ toast: undefined });
}
