import { inFile } from '../row.ts';

// A damaged vault made whole: what is taken up, what is left out, and what is said to be lost.
export const mutants = [
  ...inFile(
    'src/main/backend/check/mend.ts',
    ['src/main/backend/check/mend.test.ts', 'src/main/repair/repair.test.ts'],
    [
      ['chain.pages.slice(0, at)', 'chain.pages.slice(0, at + 1)', 'the lost page stays in a mended audit'],
      ['{ ...chain, ...end, pages', '{ ...chain, pages', 'a mended audit ends where the old one did'],
      [
        '(this.#options.adopt !== true && !this.#lostPages.has(slot.bits))',
        'false',
        'earlier states of secrets are taken up where their page is whole',
      ],
      [
        'there !== undefined && !isNewer(entry, there)',
        'false',
        'an earlier state of a secret wins over a later one',
      ],
      ['a.newest > b.newest', 'a.newest >= b.newest', 'an equally old entry wins over the one that is there'],
      [
        'if (isDestroyed(left)) this.#forgetEarlier(page, entry.path);\n        else page.set(entry.path, left);',
        'page.set(entry.path, left);',
        'a destroyed secret is back in the list after a repair',
      ],
      [
        'wasDeleted\n      ? deleteVersions({ ...entry, versions: left }, undefined, now)\n      : { versions: left }',
        '{ versions: left }',
        'an old password is current again where a deleted newest version is lost',
      ],
      ['if (loses && !this.#options.lossy)', 'if (false)', 'a repair goes on with what is lost unasked'],
      ['lost.has(version.n) ?', 'false ?', 'a lost version keeps the name of an object that is not there'],
    ],
  ),
];
