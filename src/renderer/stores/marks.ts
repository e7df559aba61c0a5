const everyMs = 100;

/**
 * Calls `tell` when something is marked in the page, and once more when the marking rests: the
 * system has the text a moment after the page. Returns what ends it.
 */
export function watchMarks(tell: () => void, target: Document): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    if (!isMarked(target)) return;
    if (rest === undefined) tell();
    clearTimeout(rest);
    rest = setTimeout(() => {
      rest = undefined;
      tell();
    }, everyMs);
  };
  target.addEventListener('selectionchange', changed);
  return () => {
    clearTimeout(rest);
    target.removeEventListener('selectionchange', changed);
  };
}

// A box has a selection of its own, and what is hidden in one goes to no system.
function isMarked(target: Document): boolean {
  const box = target.activeElement as Partial<HTMLInputElement> | null;
  if (typeof box?.selectionStart === 'number')
    return box.type !== 'password' && box.selectionStart !== box.selectionEnd;
  return target.getSelection()?.isCollapsed === false;
}
