import { useEffect } from 'react';
import { type FieldType, isPassword } from '../../../shared/secret.ts';
import { actionOf, pressedShortcut, type ShortcutAction } from '../../../shared/shortcuts.ts';
import * as actions from '../../stores/actions.ts';
import { useCalled } from '../../stores/called.ts';
import { isAny, useChosen } from '../../stores/chosen.ts';
import { useClients } from '../../stores/clients.ts';
import { useDetail } from '../../stores/detail.ts';
import { useDialog } from '../../stores/dialog.ts';
import { useEditor } from '../../stores/editor.ts';
import { toggleFavourite, toggleFavourites } from '../../stores/favourites.ts';
import { useListing } from '../../stores/listing.ts';
import { rowAt } from '../../stores/paged.ts';
import { usePanes } from '../../stores/panes.ts';
import { openPalette } from '../../stores/picking.ts';
import { openPreferences } from '../../stores/preferences.ts';
import { openRecovery } from '../../stores/recovery.ts';
import { changedShortcuts } from '../../stores/shortcuts.ts';
import { undoing } from '../../stores/undo.ts';
import { switchToNumber } from '../../stores/vaults.ts';
import { focusNext, followTo, goTo, spots } from './focus.ts';

/**
 * The keys that work anywhere in an open vault, but not under a dialog or an open menu. That of the
 * lock works there, too.
 */
export function useKeys(readOnly: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isCovered(event)) return;
      const run = command(event, readOnly);
      if (run) take(event, run);
    };
    const lock = (event: KeyboardEvent) => {
      const run = isLock(event) && command(event, readOnly);
      if (run) take(event, run);
    };
    // Before any part of the page: a field that keeps a key to itself must not keep these.
    window.addEventListener('keydown', press, { capture: true });
    // After what listens for new keys of a shortcut, which keeps them to itself.
    document.addEventListener('keydown', lock, { capture: true });
    return () => {
      window.removeEventListener('keydown', press, { capture: true });
      document.removeEventListener('keydown', lock, { capture: true });
    };
  }, [readOnly]);
}

function take(event: KeyboardEvent, run: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  run();
}

function isLock(event: KeyboardEvent): boolean {
  const pressed = pressedShortcut(event);
  return pressed !== undefined && actionOf(pressed, changedShortcuts()) === 'lock';
}

function command(event: KeyboardEvent, readOnly: boolean): (() => void) | undefined {
  const { key } = event;
  if (event.altKey) return undefined;
  const pressed = pressedShortcut(event);
  const action = pressed === undefined ? undefined : actionOf(pressed, changedShortcuts());
  if (action !== undefined) return commandOf(action, readOnly);
  if (pressed === 'Mod+K') return openPalette;
  const number = /^Mod\+([1-9])$/.exec(pressed ?? '')?.[1];
  if (number !== undefined) return () => switchToNumber(Number(number));
  if (event.ctrlKey || event.metaKey) return undefined;
  if (key === 'F6') return () => focusNext(event.shiftKey);
  if (key === '/' && !isTyping(event.target)) return toSearch;
  // In the search, Esc clears what was typed there.
  if (key === 'Escape' && !isSearch(event.target)) return leaveForm();
  return undefined;
}

/**
 * Copies the field whose row or button has the focus, and elsewhere in the list or the secret its
 * first hidden one: mostly its password. What is marked with the mouse is copied as anywhere.
 */
function copyHere(): (() => void) | undefined {
  if (!window.getSelection()?.isCollapsed) return undefined;
  const field = document.activeElement?.closest<HTMLElement>('[data-copies]')?.dataset['copies'];
  if (field !== undefined) return () => void actions.copy(field);
  return copyFirst(isPassword);
}

// In the list it is the row under the cursor that is meant, also when the secret beside it is still
// the one before.
function copyFirst(wanted: (type: FieldType) => boolean): (() => void) | undefined {
  const here = document.activeElement;
  if (isTyping(here) || useEditor.getState().draft !== undefined) return undefined;
  const listing = useListing.getState();
  const path =
    here?.id === spots.list ? rowAt(listing, listing.cursor)?.path : useDetail.getState().secret?.path;
  return path === undefined ? undefined : () => void actions.copyOf(path, wanted);
}

function commandOf(action: ShortcutAction, readOnly: boolean): (() => void) | undefined {
  const editing = useEditor.getState().draft !== undefined;
  const secret = useDetail.getState().secret;
  switch (action) {
    case 'search':
      return toSearch;
    case 'copyPassword':
      return copyHere();
    case 'copyUser':
      return copyFirst((type) => type === 'text');
    case 'copyCode':
      return copyFirst((type) => type === 'otp');
    case 'recovery':
      return () => openRecovery();
    case 'preferences':
      return () => openPreferences();
    case 'lock':
      return () => void actions.lock();
    case 'save':
      return editing
        ? () => void actions.saveSecret().then((saved) => saved && followTo('detail'))
        : undefined;
    // In a field the usual keys take back what was typed there.
    case 'undo':
      return readOnly || editing || isTyping(document.activeElement) ? undefined : undoing();
    case 'newSecret':
      return readOnly ? undefined : () => void actions.addSecret();
    case 'favourite':
      return readOnly || editing ? undefined : favour();
    case 'edit':
      return readOnly || editing || !secret || secret.current === 0
        ? undefined
        : () => void actions.editSecret(secret.path);
  }
}

// In the list what is chosen there is meant, elsewhere the secret that is looked at.
function favour(): (() => void) | undefined {
  const { deleted } = useListing.getState();
  const here = document.activeElement;
  if (deleted || isTyping(here)) return undefined;
  const inList = here?.id === spots.list || isAny(useChosen.getState());
  return () => void (inList ? toggleFavourites() : toggleFavourite());
}

function leaveForm(): (() => void) | undefined {
  const { draft, choosing } = useEditor.getState();
  if (draft !== undefined || choosing !== undefined) return () => void leave();
  return undefined;
}

const toSearch = () => goTo('list', 'search');

/**
 * Goes to a secret that is asked for from outside the window, unless something lies over the vault
 * that must be answered or left first.
 */
export function useCalls(): void {
  const path = useCalled((called) => called.path);
  useEffect(() => {
    if (path === undefined) return;
    useCalled.setState({ path: undefined });
    const { dialog, question } = useDialog.getState();
    if (dialog === undefined && question === undefined)
      void actions.show(path, false).then(() => goTo('detail', 'detail'));
  }, [path]);
}

async function leave(): Promise<void> {
  await actions.close();
  if (useEditor.getState().draft === undefined) goTo(usePanes.getState().pane, 'detail', 'list');
}

function isCovered({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  const { dialog, question } = useDialog.getState();
  const asking = useClients.getState().open;
  // The boxes of a vault that ask for a folder, a tag or an action are dialogs without being named.
  if (document.querySelector('[role="dialog"]') !== null) return true;
  if (dialog !== undefined || question !== undefined || asking !== undefined) return true;
  // Suggestions take the keys of a list, and leave the others to the form.
  const over = ctrlKey || metaKey ? '[data-trigger]:not([data-trigger="ComboBox"])' : '[data-trigger]';
  return document.querySelector(over) !== null;
}

function isSearch(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.id === spots.search;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
