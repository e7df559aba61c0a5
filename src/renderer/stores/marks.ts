const everyMs = 100;

/**
 * Calls `tell` when something is marked in the page, and once more when the marking rests: the
 * system has the text a moment after the page. Returns what ends it.
 */
export function watchMarks(tell: () => void, target: Document): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  let before: string | undefined;
  const changed = () => {
    const marked = markedText(target);
    // The page was drawn anew around it: the system's selection may be another program's by now.
    const isSame = marked === before;
    before = marked;
    if (marked === undefined || (isSame && rest === undefined)) return;
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
function markedText(target: Document): string | undefined {
  const box = target.activeElement as Partial<HTMLInputElement> | null;
  if (typeof box?.selectionStart === 'number') {
    const text = box.value?.slice(box.selectionStart, box.selectionEnd ?? undefined);
    return box.type !== 'password' && box.selectionStart !== box.selectionEnd ? (text ?? '') : undefined;
  }
  const selection = target.getSelection();
  return selection?.isCollapsed === false ? String(selection) : undefined;
}
