import { vaultStore } from './reset.ts';

interface Undo {
  /** Takes back what was deleted last; `undefined`: nothing was, or it was taken back. */
  readonly run: (() => void) | undefined;
}

const useUndo = vaultStore<Undo>({ run: undefined });

/** Keeps the way back until it is used, or something else can be taken back. */
export function offerUndo(run: () => void): void {
  useUndo.setState({ run });
}

/** `undefined`: there is nothing to take back. */
export function undoing(): (() => void) | undefined {
  const { run } = useUndo.getState();
  if (run === undefined) return undefined;
  return () => {
    useUndo.setState({ run: undefined });
    run();
  };
}
