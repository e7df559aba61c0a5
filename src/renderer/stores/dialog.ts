import { onReset, vaultStore } from './reset.ts';

export type Dialog =
  | 'preferences'
  | 'passphrase'
  | 'recovery'
  | 'access'
  | 'import'
  | 'backups'
  | 'keep'
  | 'repair'
  | 'copies'
  | 'about'
  | 'shortcuts';

/** A question that must be answered before something is lost. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly danger: boolean;
}

interface Open {
  readonly dialog: Dialog | undefined;
  readonly question: Question | undefined;
}

/** The dialog that lies over the window, and a question that lies over that. */
export const useDialog = vaultStore<Open>({ dialog: undefined, question: undefined });

let pending: ((yes: boolean) => void) | undefined;
onReset(() => settle(false));

export function openDialog(dialog: Dialog): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: undefined });
}

/** Asks; false when the person says no, or the vault locks meanwhile. */
export function ask(question: Question): Promise<boolean> {
  settle(false);
  useDialog.setState({ question });
  return new Promise((resolve) => {
    pending = resolve;
  });
}

export function answer(yes: boolean): void {
  useDialog.setState({ question: undefined });
  settle(yes);
}

function settle(yes: boolean): void {
  const resolve = pending;
  pending = undefined;
  resolve?.(yes);
}
