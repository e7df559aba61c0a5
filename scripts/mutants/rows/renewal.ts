import { inFile } from '../row.ts';

// A new root key, what is sealed anew after it, and readers and writers beside that.
const at = 'src/main/backend';
const lasting = `${at}/lasting.test.ts`;

export const mutants = [
  ...inFile(
    `${at}/lasting.ts`,
    [lasting],
    [
      ['if (isMissing(error)) await vault.follow();', '', 'what was sealed anew meanwhile counts as damage'],
      [
        '&& attempt < attempts) continue',
        '&& attempt < 2) continue',
        'only one newer revision is looked into',
      ],
      ['vault.damaged();', '', 'damage that a read finds lets writing go on'],
    ],
  ),
  ...inFile(
    `${at}/later.ts`,
    [lasting],
    [
      [
        'next.head.renewal !== undefined || ',
        '',
        'a vault whose old objects are being removed counts as another file',
      ],
    ],
  ),
  ...inFile(
    `${at}/encrypted.ts`,
    [lasting],
    [
      [
        'return this.#lasting(work, () => this.#follow());',
        'return this.#noting(() => work(this.#opened()));',
        'a write beside a change of keys calls the vault damaged',
      ],
      [
        'lost && attempt < attempts ?',
        'attempt < 0 ?',
        'policies that were sealed anew while a vault is opened count as lost',
      ],
      ['filter(({ path }) => !given.has(path))', 'filter(() => true)', 'a merge meets a secret twice'],
      [
        'if (this.#opened().snapshot.revision > snapshot.revision && isMissing(error)) throw error;',
        '',
        'a list beside a change of keys lacks secrets',
      ],
    ],
  ),
];
