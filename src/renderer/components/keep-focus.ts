const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])';
const remembered = 20;

/** An element that had the focus, and what it stood in, nearest first. */
interface Stay {
  readonly element: HTMLElement;
  readonly around: readonly HTMLElement[];
}

/** What was given the focus, until the person presses something. */
let given: Element | null = null;

/** Whether it has the focus only because what had it before is gone. */
export function wasGiven(element: Element): boolean {
  return element === given;
}

/**
 * Sends the focus on when what had it is gone, hidden or switched off: to what is nearest to it, or
 * back to where it came from. A key that is pressed then goes somewhere. Who clicks on nothing is
 * left alone. Returns what ends it.
 */
export function keepFocus(page: Document): () => void {
  const stays: Stay[] = [];
  let frame = 0;
  /** A button that was switched off while its work runs, and where the focus waits for it. */
  let waiting: { button: HTMLElement; at: Element | null } | undefined;

  const came = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === page.body) return;
    stays.unshift({ element: target, around: ancestors(target) });
    stays.length = Math.min(stays.length, remembered);
  };
  const mend = () => {
    if (waiting && page.activeElement === waiting.at && isThere(waiting.button)) waiting.button.focus();
    if (page.activeElement !== waiting?.at) waiting = undefined;
    const [last] = stays;
    if (page.activeElement !== page.body || last === undefined || isThere(last.element)) return;
    // A hidden page has nothing to give the focus to.
    const next = nextOf(last, stays, page);
    next?.focus();
    given = page.activeElement;
    if (last.element.isConnected && next) waiting = { button: last.element, at: page.activeElement };
  };
  // Whoever takes something away mostly sends the focus on too: that comes first.
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(mend);
    });
  };
  const changes = new MutationObserver(later);
  changes.observe(page.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'data-pane', 'inert'],
  });
  const pressed = () => {
    given = null;
  };
  page.addEventListener('focusin', came);
  page.addEventListener('keydown', pressed, true);
  page.addEventListener('pointerdown', pressed, true);
  return () => {
    cancelAnimationFrame(frame);
    changes.disconnect();
    page.removeEventListener('focusin', came);
    page.removeEventListener('keydown', pressed, true);
    page.removeEventListener('pointerdown', pressed, true);
  };
}

function nextOf(last: Stay, stays: readonly Stay[], page: Document): HTMLElement | undefined {
  const modal = [...page.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]')].at(-1);
  const within = modal ?? page.body;
  const wasApart = last.around.some((one) => one.matches('[data-react-aria-top-layer], [role$="dialog"]'));
  // A dialog itself can have the focus: from there Escape and Tab go on, and nothing opens by
  // chance.
  if (modal !== undefined && last.around.includes(modal)) return inList(last, modal) ?? modal;
  return (
    (wasApart ? undefined : near(last, within)) ??
    stays.find(({ element }) => within.contains(element) && isThere(element))?.element ??
    stays.map((stay) => near(stay, within)).find((one) => one !== undefined) ??
    first(within)
  );
}

/**
 * The first that can be focused in the smallest part of the page that is still there, up to its
 * landmark.
 */
function near({ around }: Stay, within: HTMLElement): HTMLElement | undefined {
  for (const one of around) {
    const there = one.isConnected ? one : (one.id && document.getElementById(one.id)) || undefined;
    if (there === undefined || !within.contains(there) || there === document.body) continue;
    const heading = there.matches('main') && there.querySelector<HTMLElement>('h1[tabindex]');
    const found = heading && isThere(heading) ? heading : first(there);
    if (found) return found;
    if (there.matches('main, nav, section[aria-label], [role="main"]')) return undefined;
  }
  return undefined;
}

/**
 * The first of the list that it was in, where that is still there: one of several was taken away.
 */
function inList({ around }: Stay, modal: HTMLElement): HTMLElement | undefined {
  const list = around.find((one) => one.matches('ul, ol, fieldset'));
  return list?.isConnected && modal.contains(list) ? first(list) : undefined;
}

function first(part: HTMLElement): HTMLElement | undefined {
  return [...part.querySelectorAll<HTMLElement>(focusable)].find(isThere);
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility();
}

function ancestors(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = element.parentElement; one !== null && one !== document.body; one = one.parentElement)
    found.push(one);
  return found;
}
