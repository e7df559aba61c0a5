import { inFile } from '../row.ts';

// What lies beside a vault file is settled before SQLite sees it.
const journals = 'src/main/vault/journals.test.ts';
const faults = 'src/main/store/settle.fault.test.ts';

export const mutants = [
  ...inFile(
    'src/main/store/settle.ts',
    [journals],
    [
      [
        "if (verdict === 'foreign') return putAside(location, journal);",
        '',
        'a journal that is not of this file is rolled into it',
      ],
      [
        'if (behind !== 0 && behind !== 1) return',
        'if (false) return',
        'a journal of an older write is rolled back',
      ],
      [
        'if (now.vault !== before.vault) return false;',
        '',
        'the journal of another vault, with counts that fit, is rolled in',
      ],
      [
        "const kept = verdict === 'doubtful' ? await keepBoth(location, file, bytes) : [];",
        'const kept: string[] = [];',
        'a commit that may have been done is undone, and nothing of it is kept',
      ],
      [
        "return met ? 'foreign' : 'doubtful';",
        "return 'doubtful';",
        'a journal that a tool laid beside a whole file later is rolled into it',
      ],
      [
        'if (!stat.isFile()) return putAside(location, journal);',
        '',
        'a folder under the journal’s name stays, and nothing can be written',
      ],
      [
        'for (const part of [kept, journal]) removeFile(part);\n',
        '',
        'a full disk is filled further by torn copies at each opening',
        { tests: [faults], only: 'doubtful' },
      ],
      [
        '    throw sqliteFailure(error);\n  }\n}\n\nasync function settleAll',
        '    throw error;\n  }\n}\n\nasync function settleAll',
        'a vault on a full disk ends the opening with a fault of ours',
        { tests: [faults], only: 'settled' },
      ],
      [
        'held?.db?.close();\n    removeFile(other);',
        'held?.db?.close();',
        'each opening beside a journal leaves a second name of the vault',
        { tests: [faults], only: 'settled' },
      ],
    ],
  ),
  ...inFile(
    'src/main/store/journal.ts',
    [journals],
    [
      ['|| namesAnother(journal)) return', ') return', 'SQLite removes a file that a journal names'],
      [
        'same &&= bytesAt(file, (number - 1) * pageSize, pageSize)?.equals(page) === true;',
        'same = true;',
        'a write that broke off is taken for one that changed nothing',
      ],
    ],
  ),
  ...inFile(
    'src/main/store/beside.ts',
    [journals],
    [
      [
        'const there = [`${place}-journal`, `${place}-wal`, `${place}-shm`].filter(lies);',
        'const there = [`${place}-wal`, `${place}-shm`].filter(lies);',
        'a journal that a crash left is rolled into the next file of that name',
      ],
      [
        'return [`${real}-wal`, `${real}-shm`].filter(lies);',
        'return [];',
        'what lies in another vault’s log is read as this one’s',
      ],
      [
        'return `${realPathOf(location)}-journal`;',
        'return `${location}-journal`;',
        'the journal of a vault that is opened through a link is not looked at',
      ],
    ],
  ),
];
