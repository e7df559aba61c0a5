import { useEffect, useState } from 'react';

/** Milliseconds without a key before an answer counts. */
const quiet = 500;

/**
 * False until no key was pressed for a while: what was being typed, or held down, answers nothing.
 * Keys do nothing until then.
 */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (armed) return;
    let timer = setTimeout(() => setArmed(true), quiet);
    const swallow = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(timer);
      timer = setTimeout(() => setArmed(true), quiet);
    };
    window.addEventListener('keydown', swallow, true);
    window.addEventListener('keyup', swallow, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', swallow, true);
      window.removeEventListener('keyup', swallow, true);
    };
  }, [armed]);
  return armed;
}
