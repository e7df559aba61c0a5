import { vaultStore } from './reset.ts';

export type Pane = 'folders' | 'list' | 'detail';

/** The pane that a narrow window shows; a wide one shows all three. */
export const usePanes = vaultStore<{ readonly pane: Pane }>({ pane: 'list' });

export function showPane(pane: Pane): void {
  usePanes.setState({ pane });
}
