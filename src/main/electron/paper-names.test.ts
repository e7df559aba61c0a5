import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from './paper-names.ts';

const sheet = { vaultName: 'Home', sheet: 2, shares: 5, holder: 'Anna' };

test('a file says what is in it', () => {
  expect(fileNameOf([sheet])).toBe('Home sheet 2 of 5 (Anna).pdf');
  expect(fileNameOf([{ ...sheet, holder: '' }])).toBe('Home sheet 2 of 5.pdf');
  expect(fileNameOf([sheet, sheet])).toBe('Home 2 sheets.pdf');
});

test('no name leads out of the folder or is refused by a file system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (vaultName, holder) => {
      const name = fileNameOf([{ ...sheet, vaultName, holder }]);
      expect(name).toMatch(/^[^<>:"/\\|?*\p{C}]{1,160}\.pdf$/u);
      expect(name).not.toMatch(/^\./);
    }),
  );
  expect(fileNameOf([{ ...sheet, vaultName: '../../etc', holder: '..' }])).toBe('etc sheet 2 of 5.pdf');
});
