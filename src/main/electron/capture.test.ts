import { expect, test, vi } from 'vitest';
import { hideFromCapture, hidesFromCapture } from './capture.ts';

test.each([
  ['darwin', true],
  ['win32', true],
  ['linux', false],
] as const)('%s keeps a window out of screenshots: %s', (platform, can) => {
  const window = { setContentProtection: vi.fn() };
  hideFromCapture(window, true, platform);
  hideFromCapture(window, false, platform);
  expect(hidesFromCapture(platform)).toBe(can);
  expect(window.setContentProtection.mock.calls).toEqual(can ? [[true], [false]] : []);
  hideFromCapture(undefined, true, platform);
});
