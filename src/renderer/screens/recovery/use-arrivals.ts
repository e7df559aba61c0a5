import { useEffect, useRef, useState } from 'react';

/** Hears the paste key anywhere but in a field for text; there only a picture. */
export function usePaste(run: () => void): void {
  const latest = useLatest(run);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
      const picture = (event.clipboardData?.files.length ?? 0) > 0;
      if (typing && !picture) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [latest]);
}

/** Takes files that are dropped anywhere on the window; true while some hang over it. */
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
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    window.addEventListener('dragover', hold, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => end.abort();
  }, [latest]);
  return over;
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
