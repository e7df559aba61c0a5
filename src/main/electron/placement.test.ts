import { expect, test } from 'vitest';
import { placed, quickPlace } from './placement.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_080 };
const last = { x: 100, y: 50, width: 900, height: 700, maximized: false };

test('the window opens where it was', () => {
  expect(placed(last, [screen])).toEqual({ x: 100, y: 50, width: 900, height: 700 });
});

test('a first window has the usual size, wherever the system puts it', () => {
  expect(placed(undefined, [screen])).toEqual({ width: 1_100, height: 720 });
});

const { x: _x, y: _y, ...placeless } = last;
test.each([
  ['the screen is gone', { ...last, x: 2_500 }],
  ['it hangs out on the left', { ...last, x: -850 }],
  ['its title bar is above the screen', { ...last, y: -200 }],
  ['it has no place', placeless],
])('only the size is kept when %s', (_, moved) => {
  expect(placed(moved, [screen])).toEqual({ width: 900, height: 700 });
});

test('a window that was made too small to use opens at the least', () => {
  expect(placed({ ...last, width: 1, height: -5 }, [screen])).toEqual({
    x: 100,
    y: 50,
    width: 480,
    height: 480,
  });
});

test('the small window is in the middle of its screen, larger with the zoom, and never beside it', () => {
  const area = { x: 1_920, y: 40, width: 1_600, height: 860 };
  expect(quickPlace(100, area)).toEqual({ x: 2_400, y: 180, width: 640, height: 440 });
  expect(quickPlace(150, area)).toMatchObject({ width: 960, height: 660 });
  const small = quickPlace(300, { x: 0, y: 0, width: 720, height: 480 });
  expect(small).toEqual({ x: 16, y: 11, width: 688, height: 448 });
});
