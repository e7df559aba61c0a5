const everyMs = 10_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Calls `tell` when a person does something in the window, at most every ten seconds. Returns what
 * ends it.
 */
export function watchActivity(tell: () => void, now: () => number, target: EventTarget): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const seen = () => {
    if (now() - last < everyMs) return;
    last = now();
    tell();
  };
  for (const sign of signs) target.addEventListener(sign, seen, { capture: true, passive: true });
  return () => {
    for (const sign of signs) target.removeEventListener(sign, seen, { capture: true });
  };
}
