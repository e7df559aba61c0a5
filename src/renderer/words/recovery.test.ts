import { expect, test } from 'vitest';
import { pictureFaults, shareFaults } from '../../shared/failure-reasons.ts';
import { recoveryLimits, sizeFault } from '../../shared/recovery.ts';
import { shareRefused } from './recovery-failures.ts';
import { words } from './words.ts';

const { issue, give, page, type } = words.recovery;

test('what a size means is told in people', () => {
  expect(issue.size.meaning({ shares: 5, threshold: 3 })).toEqual([
    'Two may be lost.',
    'Any two holders together learn nothing.',
  ]);
  expect(issue.size.meaning({ shares: 3, threshold: 2 })).toEqual([
    'One may be lost.',
    'One holder alone learns nothing.',
  ]);
  expect(issue.size.meaning({ shares: 2, threshold: 2 })[0]).toBe('None may be lost: all are needed.');
  expect(issue.size.meaning({ shares: 1, threshold: 1 })[0]).toBe(
    'If this sheet is lost, nothing replaces it.',
  );
});

test('every size that a set can have is told in whole sentences', () => {
  for (let shares = 1; shares <= recoveryLimits.shares; shares++) {
    for (let threshold = 1; threshold <= shares; threshold++) {
      if (sizeFault({ shares, threshold })) continue;
      const said = [...issue.size.meaning({ shares, threshold }), issue.size.places({ shares, threshold })];
      for (const sentence of said) expect(sentence).toMatch(/^[A-Z0-9].*[.]$/);
    }
  }
});

test('one is told in the singular', () => {
  expect(give.missing(1)).toBe('One more sheet.');
  expect(give.missing(2)).toBe('Two more sheets, in any order.');
  expect(give.missing(12)).toBe('12 more sheets, in any order.');
  expect(give.ringText(0, 1)).toBe('0 of 1 sheet');
  expect(give.ringText(1, 3)).toBe('1 of 3 sheets');
  expect(give.taken([2])).toBe('Sheet 2 is here.');
  expect(give.taken([2, 5])).toBe('Sheets 2 and 5 are here.');
  expect(type.filled(1)).toBe('1 word filled in.');
  expect(issue.hand.printAll(1)).toBe('Print the sheet…');
  expect(issue.hand.saved(['a.pdf'], 'Desktop')).toBe('Saved a.pdf in Desktop. Delete it once printed.');
  expect(issue.hand.saved(['a.pdf', 'b.pdf'], 'Desktop')).toBe(
    'Saved 2 files in Desktop. Delete them once printed.',
  );
  expect(page.pending([2])).toBe('Still to be read back: sheet 2.');
  expect(page.pending([2, 3, 5])).toBe('Still to be read back: sheets 2, 3 and 5.');
  expect(page.activeTitle({ shares: 1, threshold: 1 })).toBe('One sheet opens this vault');
  expect([0, 1, 3, 12, 24].map(page.every)).toEqual([
    'Never',
    'Every month',
    'Every 3 months',
    'Every year',
    'Every 2 years',
  ]);
});

test('the check words tell one wrong word, two that changed places, and more', () => {
  const told = (words: number[], suggestion?: string) =>
    shareRefused({ code: 'share-refused', reason: 'checksum', words, ...(suggestion && { suggestion }) });
  expect(told([10], 'acid').next).toContain('word 10 again: may it be “acid”');
  expect(told([7, 8], 'acid')).toMatchObject({
    what: 'Two words have changed places.',
    next: 'Look at words 7 and 8 again.',
  });
  expect(told([]).what).toBe('Some words are not as they are on the sheet.');
});

test('words of something else are no slips of the pen', () => {
  const told = (words: number[]) => shareRefused({ code: 'share-refused', reason: 'unknown-words', words });
  expect(told([1, 2, 3]).what).toContain('1, 2, 3');
  expect(told([1, 2, 4, 5, 7, 8, 9, 11, 12]).what).toBe('Most of these words are on no sheet of Holdfast.');
});

test('a set that ended without another is told from one that was replaced', () => {
  const times = { created: Date.UTC(2026, 4, 3, 12), ended: Date.UTC(2026, 5, 9, 12) };
  const told = (reason: 'retired-set' | 'ended-set') =>
    shareRefused({ code: 'share-refused', reason, sheet: 2, set: '7KQ2M9XT', ...times });
  expect(told('retired-set').what).toMatch(
    /^Sheet 2 is from set 7KQ2-M9XT of 3 May 2026, which was replaced on 9 June 2026\.$/,
  );
  expect(told('ended-set').what).toMatch(
    /^Sheet 2 is from set 7KQ2-M9XT of 3 May 2026, which ended on 9 June 2026\.$/,
  );
  expect(told('ended-set').next).not.toContain('newer');
});

test('every way in which a sheet or a picture is refused has a sentence of its own, and a next step', () => {
  const told = [
    ...shareFaults.map((reason) => shareRefused({ code: 'share-refused', reason })),
    ...pictureFaults.map((reason) => words.failures.picture[reason]),
  ];
  expect(new Set(told.map(({ what }) => what)).size).toBe(shareFaults.length + pictureFaults.length);
  for (const { what, next } of told) {
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*[.?]$/);
  }
});
