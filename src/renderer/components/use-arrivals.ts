import { useEffect, useRef, useState } from 'react';

/**
 * Hears the paste key anywhere but in a field for text; there only a picture. `pictures`: of nothing
 * else anywhere.
 */
export function usePaste(run: () => void, only?: 'pictures'): void {
  const latest = useLatest(run);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
      const picture = (event.clipboardData?.files.length ?? 0) > 0;
      if (event.defaultPrevented || ((typing || only) && !picture)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [latest, only]);
}

/**
 * Takes files that are dropped anywhere on the window, but where a part of it takes them; true while
 * some hang over it.
 */
export function useDrop(run: (files: readonly File[]) => void): boolean {
  const latest = useLatest(run);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    // Before the window hears it, which refuses what nothing takes.
    document.addEventListener('dragover', hold, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    return () => end.abort();
  }, [latest]);
  return over;
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
