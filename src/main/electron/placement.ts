import type { Rectangle } from 'electron';
import type { Placement } from './settings.ts';

const usual = { width: 1_100, height: 720 };
export const smallest = { width: 480, height: 480 };

/**
 * Where to open the window: as it was, if enough of it would be on a screen that is still there.
 */
export function placed(last: Placement | undefined, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (last === undefined) return usual;
  const size = {
    width: Math.max(last.width, smallest.width),
    height: Math.max(last.height, smallest.height),
  };
  const { x, y } = last;
  if (x === undefined || y === undefined) return size;
  const visible = screens.some((screen) => overlap({ x, y, ...size }, screen));
  return visible ? { x, y, ...size } : size;
}

// Enough to take hold of the title bar.
function overlap(window: Rectangle, screen: Rectangle): boolean {
  const wide = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const high = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  return wide >= 100 && high >= 100 && window.y >= screen.y - 20;
}
