import { blurred, type Grey, turned } from './pixels.ts';

/** As a hand and a lens would have it: a little crooked, a little out of focus. */
export function disturbed(picture: Grey): Grey {
  return blurred(blurred(turned(picture, 2.3), 1), 1);
}
