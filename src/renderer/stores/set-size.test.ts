import { expect, test } from 'vitest';
import { defaultSetSize, sizeFault } from '../../shared/recovery.ts';
import { paperOf, presetOf, presets } from './set-size.ts';

test('every preset is a size that a set can have, and the default is one of them', () => {
  for (const preset of presets) expect(sizeFault(preset)).toBeUndefined();
  expect(presetOf(defaultSetSize)).toBe(1);
  expect(presetOf({ shares: 6, threshold: 3 })).toBe(-1);
});

test('paper goes by the country, and is A4 where none is known', () => {
  expect(paperOf('en-US')).toBe('letter');
  expect(paperOf('fr-CA')).toBe('letter');
  expect(paperOf('es-MX')).toBe('letter');
  expect(paperOf('en-GB')).toBe('a4');
  expect(paperOf('de-DE')).toBe('a4');
  expect(paperOf('en')).toBe('a4');
});
