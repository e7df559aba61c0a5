import { useEffect } from 'react';
import { api } from '../api.ts';

/** While a vault is being opened, Esc calls that off and nothing else. */
export function useCancelUnlock(working: boolean): void {
  useEffect(() => {
    if (!working) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      void api.vault.cancelUnlock();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [working]);
}
