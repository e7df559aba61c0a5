import { expect, test } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { cameraFault, faultOfFrame, frameSize, greyOf } from './frames.ts';

const refused = (failure: Failure) => ({ ok: false, failure }) as const;

test('a frame keeps its shape and gets no longer than what is looked at', () => {
  expect(frameSize(640, 480)).toEqual({ width: 640, height: 480 });
  expect(frameSize(1_920, 1_080)).toEqual({ width: 1_280, height: 720 });
  expect(frameSize(1_080, 1_920)).toEqual({ width: 720, height: 1_280 });
  expect(frameSize(0, 0)).toEqual({ width: 1, height: 1 });
});

test('grey is one byte a pixel, from black to white', () => {
  const grey = greyOf(new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 0, 255, 0, 255]));
  expect([...grey]).toEqual([0, 255, 149]);
});

test('the sheet that was just taken may stay before the camera; any other known one is told', () => {
  const again = refused({ code: 'share-refused', reason: 'same-sheet', sheet: 2 });
  expect(faultOfFrame(again, 2)).toBeUndefined();
  expect(faultOfFrame(again, 1)).toEqual(again.failure);
  expect(faultOfFrame(again, undefined)).toEqual(again.failure);
  expect(faultOfFrame({ ok: true, value: { found: false } }, 2)).toBeUndefined();
  const other = refused({ code: 'share-refused', reason: 'other-vault', sheet: 2 });
  expect(faultOfFrame(other, 2)).toEqual(other.failure);
});

test('no camera and a refused one are told apart', () => {
  const named = (name: string) => Object.assign(new Error(), { name });
  expect(cameraFault(named('NotFoundError'))).toBe('none');
  expect(cameraFault(named('NotAllowedError'))).toBe('refused');
  expect(cameraFault(named('NotReadableError'))).toBe('refused');
});
