import { type DragEvent, useState } from 'react';

type Take = (files: readonly File[], at: Element) => void;

/**
 * What a part of the page needs to take files that are dropped on it; `take` missing: it takes
 * none. `over`: some are held over it.
 */
export function useFileDrop(take: Take | undefined) {
  const [over, setOver] = useState(false);
  if (take === undefined) return { over: false, drop: {} };
  return {
    over,
    drop: {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        take(files, event.target as Element);
      },
    },
  };
}
