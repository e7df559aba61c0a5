import { inFile } from '../row.ts';

// The rescue page reads what strangers hand it: what it must authenticate before it shows it.
const reader = ['src/rescue/reader.test.ts'];
const own = ['src/rescue/format/checks.test.ts'];
const calledOff = { only: 'called off' };

export const mutants = [
  ...inFile('src/rescue/format/manifest.ts', reader, [
    [
      "if (!isSame(sha256(bytes.subarray(0, -32)), bytes.subarray(-32))) throw new Damaged('manifest');",
      '',
      'a damaged header is believed',
      { equivalent: 'the head’s AAD holds the hash of the header: it does not open, and says so later' },
    ],
  ]),
  ...inFile('src/rescue/crypto/slip39.ts', reader, [
    [
      'return isSame(right.subarray(0, 4), digest.subarray(0, 4)) ? decrypt(secret) : undefined;',
      'return decrypt(secret);',
      'sheets that do not belong together give a secret',
    ],
    ['[3, 2, 1, 0]', '[0, 1, 2, 3]', 'good sheets give another secret'],
  ]),
  ...inFile('src/rescue/format/head.ts', own, [
    [
      "if (entries.length !== count) throw new Damaged('entries');",
      '',
      'an index page with fewer entries than the head says is believed',
    ],
  ]),
  ...inFile('src/rescue/format/attachment.ts', own, [
    [
      "if (i === count - 1 && hexOf(hash.digest()) !== digest) throw new Damaged('attachment');",
      '',
      'a file with another digest is believed',
    ],
    [
      "if (plain?.length !== wanted) throw new Damaged('attachment');",
      "if (plain === undefined) throw new Damaged('attachment');",
      'a part of a file that was sealed shorter is believed',
    ],
  ]),
  ...inFile(
    'src/rescue/target.ts',
    ['src/rescue/target.test.ts'],
    [
      ['await target.abort?.();', '', 'of a file that failed halfway a part is left'],
      ['size < most || pick', 'pick', 'a dialog of its own for each small file'],
      [
        "error.name === 'AbortError' ? undefined : held(name)",
        'false ? undefined : held(name)',
        'what a person wants nowhere is saved',
      ],
    ],
  ),
  ...inFile('src/rescue/format/secret.ts', reader, [
    ['name === undefined || destroyed.has(name)', 'false', 'a destroyed version is read as damaged'],
  ]),
  ...inFile('src/rescue/format/sqlite-file.ts', reader, [
    [
      "if (isOurs && number32(head, 60) > 1) throw new Trouble('newer');",
      '',
      'a newer format is read as if it were this one',
    ],
  ]),
  ...inFile(
    'src/main/app/recovery/drill-session.ts',
    ['src/main/app/recovery/recovery-session.test.ts'],
    [
      [
        'this.#search.abort();\n    this.#work.cancel();',
        'this.#search.abort();',
        'a drill that was called off goes on',
        calledOff,
      ],
      [
        'this.#search.abort();\n    this.#work.cancel();',
        'this.#work.cancel();',
        'the search for a backup goes on after the drill was called off',
        calledOff,
      ],
      ["gone.addEventListener('abort', stop);", '', 'a drill goes on for a program that is gone', calledOff],
    ],
  ),
  ...inFile(
    'src/main/backups/notes.ts',
    ['src/main/backups/notes.test.ts'],
    [
      [
        '...placesOf(note), ...placesOf(before)',
        '...placesOf(note)',
        'of two folders with the very same backup one is forgotten',
        { only: 'the very same backup' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/pages.ts',
    ['src/main/backups/pages.test.ts'],
    [
      ['lies.isFile() && isOlder(', 'isOlder(', 'a link beside the backups is replaced'],
      ['(known[at] ?? 0) < (ours[at] ?? 0)', 'true', 'a newer rescue page is replaced by an older one'],
      [
        'if (known === undefined || ours === undefined) return false;',
        'if (ours === undefined || known === undefined) return true;',
        'a file of somebody else is replaced',
      ],
    ],
  ),
];
