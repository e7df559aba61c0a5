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

const quick = { width: 640, height: 440 };
const margin = 16;

/**
 * Where the small window is shown: in the middle, above it, at the size that goes with the zoom as
 * far as the screen has room.
 */
export function quickPlace(zoom: number, area: Rectangle): Rectangle {
  const width = Math.min(Math.round((quick.width * zoom) / 100), area.width - 2 * margin);
  const height = Math.min(Math.round((quick.height * zoom) / 100), area.height - 2 * margin);
  const above = Math.round((area.height - height) / 3);
  return { x: area.x + Math.round((area.width - width) / 2), y: area.y + above, width, height };
}
