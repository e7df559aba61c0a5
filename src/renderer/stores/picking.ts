import type { Chosen } from '../../shared/contract-several.ts';
import { meant } from './chosen.ts';
import { vaultStore } from './reset.ts';

/** What is asked for before something is done to several secrets, or to a folder. */
export type Picking =
  | { readonly what: 'move' | 'add-tag' | 'remove-tag'; readonly chosen: Chosen; readonly secrets: number }
  | { readonly what: 'copy-to-vault' | 'move-to-vault'; readonly chosen: Chosen; readonly secrets: number }
  | { readonly what: 'palette' }
  | { readonly what: 'rename-folder' | 'move-folder'; readonly folder: string };

/** The box over the window that asks for it. */
export const usePicking = vaultStore<{ readonly picking: Picking | undefined }>({ picking: undefined });

/** Asks for what is to be done to the chosen secrets, or to the one at the cursor. */
export function pickFor(
  what: 'move' | 'add-tag' | 'remove-tag' | 'copy-to-vault' | 'move-to-vault',
  secrets: number,
): void {
  if (secrets > 0) usePicking.setState({ picking: { what, chosen: meant(), secrets } });
}

export function pickForFolder(what: 'rename-folder' | 'move-folder', folder: string): void {
  usePicking.setState({ picking: { what, folder } });
}

/** Opens the box that finds secrets and actions. */
export function openPalette(): void {
  usePicking.setState({ picking: { what: 'palette' } });
}

export function stopPicking(): void {
  usePicking.setState({ picking: undefined });
}
