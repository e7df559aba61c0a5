import { useEffect, useRef, useState } from 'react';
import { pressedShortcut } from '../../../shared/shortcuts.ts';

const held = new Set(['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock']);

/**
 * Listens for keys until some are taken: `take` gets them, '' for none, `undefined` for what is no
 * shortcut, and says whether that ends it. Escape, Tab and a click elsewhere end it too.
 */
export function useRecording(
  take: (keys: string | undefined) => boolean,
  read: (pressed: KeyboardEvent) => string | undefined = pressedShortcut,
): {
  readonly isOn: boolean;
  readonly start: () => void;
} {
  const [isOn, setOn] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  const reads = useRef(read);
  useEffect(() => {
    if (!isOn) return;
    const stop = () => setOn(false);
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return stop();
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') return stop();
      if (held.has(event.key)) return;
      const isNone = event.key === 'Backspace' || event.key === 'Delete';
      if (latest.current(isNone ? '' : reads.current(event))) stop();
    };
    window.addEventListener('keydown', press, { capture: true });
    window.addEventListener('pointerdown', stop, { capture: true });
    return () => {
      window.removeEventListener('keydown', press, { capture: true });
      window.removeEventListener('pointerdown', stop, { capture: true });
    };
  }, [isOn]);
  return { isOn, start: () => setOn(true) };
}
