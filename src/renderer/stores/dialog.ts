import { onReset, vaultStore } from './reset.ts';

export type Dialog =
  | 'preferences'
  | 'passphrase'
  | 'key-file'
  | 'security-keys'
  | 'keys'
  | 'recovery'
  | 'access'
  | 'health'
  | 'import'
  | 'export'
  | 'backups'
  | 'keep'
  | 'move'
  | 'repair'
  | 'copies'
  | 'about'
  | 'shortcuts'
  | 'preview'
  | 'compare';

/** A question that must be answered before something is lost. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly danger: boolean;
  /** What a yes does besides, unless the person takes the tick away. */
  readonly tick?: string;
}

interface Open {
  readonly dialog: Dialog | undefined;
  readonly question: Question | undefined;
}

/** The dialog that lies over the window, and a question that lies over that. */
export const useDialog = vaultStore<Open>({ dialog: undefined, question: undefined });

interface Answer {
  readonly yes: boolean;
  readonly ticked: boolean;
}

const no: Answer = { yes: false, ticked: false };

let pending: ((answer: Answer) => void) | undefined;
onReset(() => settle(no));

export function openDialog(dialog: Dialog): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: undefined });
}

/** Asks; false when the person says no, or the vault locks meanwhile. */
export async function ask(question: Question): Promise<boolean> {
  return (await askBesides(question)).yes;
}

/** As `ask`, with what became of the tick. */
export function askBesides(question: Question): Promise<Answer> {
  settle(no);
  useDialog.setState({ question });
  return new Promise((resolve) => {
    pending = resolve;
  });
}

export function answer(yes: boolean, ticked = false): void {
  useDialog.setState({ question: undefined });
  settle({ yes, ticked });
}

function settle(answer: Answer): void {
  const resolve = pending;
  pending = undefined;
  resolve?.(answer);
}
