import { describe, expect, it } from 'vitest';
import { Camera } from './camera.ts';

const asked = {
  permission: 'media',
  media: ['video'],
  isMainFrame: true,
  origin: 'holdfast://app/',
};

describe('the camera', () => {
  it('is there only while it is turned on', () => {
    const camera = new Camera('holdfast://app/', () => undefined);
    expect(camera.allows(asked)).toBe(false);
    camera.turn(true);
    expect(camera.allows(asked)).toBe(true);
    camera.turn(false);
    expect(camera.allows(asked)).toBe(false);
  });

  it.each([
    ['the microphone', { media: ['audio'] }],
    ['both at once', { media: ['video', 'audio'] }],
    ['a kind that was not named', { media: [] }],
    ['an embedded frame', { isMainFrame: false }],
    ['another origin', { origin: 'https://example.com' }],
    ['a look-alike origin', { origin: 'holdfast://app.example' }],
    ['another permission', { permission: 'geolocation' }],
  ])('is refused to %s', (_, difference) => {
    const camera = new Camera('holdfast://app/', () => undefined);
    camera.turn(true);
    expect(camera.allows({ ...asked, ...difference })).toBe(false);
  });
});
