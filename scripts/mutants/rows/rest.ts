import { inFile } from '../row.ts';

// Imports, output of programs, what reaches the window and other programs, and the first letters of
// everything else.
const kdbx = ['src/main/import/kdbx-limits.test.ts'];
const mask = ['src/cli/mask/masker.test.ts'];

export const mutants = [
  ...inFile(
    'src/main/import/import.ts',
    ['src/main/import/import.test.ts'],
    [
      [
        "if (read !== created + skipped.length + failed.length) fail({ code: 'import-refused', reason: 'crashed' });",
        '',
        'items that got lost on the way are not noticed',
      ],
      [
        "if (signal?.aborted) fail({ code: 'cancelled' });",
        '',
        'an import that was called off at its end is kept',
        { equivalent: 'the feed ends with `cancelled` by itself; this is for feeds that do not hear of it' },
      ],
      ['prefix.length > prefixLimit', 'false', 'a prefix of any length'],
      [
        "if (vault.readOnly && request.dryRun !== true) fail({ code: 'read-only' });",
        '',
        'a file is read for a vault that cannot be written',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/import-mark.ts',
    ['src/main/backend/memory.conformance.test.ts'],
    [['mark === undefined || mark.changed ? entry', 'true ? entry', 'an undo takes back what changed since']],
  ),
  ...inFile(
    'src/main/import/source-file.ts',
    ['src/main/import/source-file.test.ts'],
    [
      [
        'a.modified === b.modified && a.changed === b.changed',
        'true',
        'another file than the one read is deleted',
      ],
      ['(found.isFile() && found.nlink > 1n)', 'false', 'a file with a second name counts as gone'],
      ['failed.length === 0 &&', '', 'a file is deleted of which something failed'],
    ],
  ),
  ...inFile('src/main/import/kdbx-attachments.ts', kdbx, [
    [
      'gunzipSync(bytes, { maxOutputLength: largest })',
      'gunzipSync(bytes)',
      'a compressed attachment inflates without bound',
    ],
  ]),
  ...inFile('src/main/import/kdbx-header.ts', kdbx, [
    [
      "if (values.has('K') || values.has('A')) refuse('unknown-scheme', { part: 'kdf' });",
      '',
      'a key derivation with a secret of its own is tried without',
    ],
  ]),
  ...inFile('src/main/import/kdbx-payload.ts', kdbx, [
    [
      'gunzipAsync(bytes, { maxOutputLength: limit })',
      'gunzipAsync(bytes)',
      'the content inflates without bound',
    ],
  ]),
  ...inFile(
    'src/main/import/content.ts',
    ['src/main/import/run.test.ts', 'src/main/import/import.test.ts'],
    [
      ["if (bytes.length > importLimits.file) refuse('too-large');", '', 'bytes from a pipe are not bounded'],
      [
        'bytes.length > importLimits.file',
        'bytes.length >= importLimits.file',
        'a file just as large as may be is refused',
      ],
    ],
  ),
  ...inFile(
    'src/main/import/run.ts',
    ['src/main/import/run.test.ts'],
    [
      [
        "if (total > importLimits.entries) return stop(refused('too-large'));",
        '',
        'the number of items is not bounded',
      ],
      [
        'total > importLimits.entries',
        'total >= importLimits.entries',
        'as many items as may be are refused',
      ],
      [
        "if (items === undefined) return stop(refused('crashed'));",
        'if (items === undefined) return;',
        'a batch that is none is passed over',
      ],
      [
        "if (message.at >= content.size) return stop(refused('crashed'));",
        '',
        'a parser asks for bytes beyond the file',
        { tests: ['src/main/import/run.test.ts', 'src/main/import/import.test.ts'] },
      ],
    ],
  ),
  ...inFile('src/cli/mask/forms.ts', mask, [
    [
      "[...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))]",
      'standard',
      'base64url is not masked',
    ],
    [
      "...alone.map((text) => text.replaceAll('=', ''))",
      '',
      'base64 without its padding shows the last letter',
    ],
  ]),
  ...inFile('src/cli/mask/masker.ts', mask, [
    [
      'this.#held.length < shortest ?',
      'this.#held.length <= shortest ?',
      'four held letters are shown at a pause',
    ],
    [
      '(hidden.at(-1) as number) >= from',
      '(hidden.at(-1) as number) > from',
      'masks that touch are not joined',
      { equivalent: 'they are joined when they are given' },
    ],
  ]),
  ...inFile(
    'src/cli/child/piped.ts',
    ['src/cli/run-terminal.test.ts', 'src/cli/run.test.ts'],
    [
      [
        'if (!(fromKeyboard.has(signal) && isAtKeys())) child.kill(signal);',
        'child.kill(signal);',
        'a key’s signal reaches the child twice',
        {
          survives:
            'src/cli/run-terminal.test.ts presses the key; it needs the built command line, which the copy of the tree has not',
        },
      ],
    ],
  ),
  ...inFile(
    'src/main/electron/csp.ts',
    ['src/main/electron/csp.test.ts'],
    [
      [': "script-src \'self\'",', ": \"script-src 'self' 'unsafe-inline'\",", 'scripts within the page run'],
      ['"default-src \'none\'",', '"default-src *",', 'the window loads anything'],
      [': "\'none\'"}`', ': "*"}`', 'the window speaks with any server'],
      ['"form-action \'none\'",', '', 'a form sends what is in it anywhere'],
      ['"base-uri \'none\'",', '', 'a page changes what its addresses are relative to'],
    ],
  ),
  ...inFile(
    'src/main/electron/write-aside.ts',
    ['src/main/app/backups/durability.test.ts', 'src/main/electron/write-aside.test.ts'],
    [
      ['await handle.sync();', '', 'a saved sheet may be lost though it was shown as saved'],
      ['0o600', '0o644', 'a saved sheet is readable by anybody'],
      [
        "'wx'",
        "'w'",
        'a saved sheet is written over another file',
        {
          equivalent:
            'the name beside is random; the file gets its own by a link, which takes no name that is taken',
        },
      ],
    ],
  ),
  ...inFile(
    'src/main/app/session/revision-notes.ts',
    ['src/main/app/session.test.ts'],
    [
      [
        'await vault.lock();\n    return fail(older);',
        'return fail(older);',
        'an older copy that was refused stays unlocked',
      ],
      ['if (older === undefined) return vault;', 'return vault;', 'an older copy opens without a word'],
    ],
  ),
  ...inFile(
    'src/main/ipc/plain.ts',
    ['src/main/ipc/dispatch.test.ts'],
    [
      [
        "typeof key === 'symbol' || poisonous.has(key)",
        "typeof key === 'symbol'",
        'keys that reach a prototype pass',
      ],
      [
        "typeof key === 'symbol' || poisonous.has(key)",
        'poisonous.has(String(key))',
        'a symbol passes as a key',
      ],
      ['values > most.values', 'values > most.values * 2', 'messages with any number of values pass'],
      ['depth === most.depth', 'depth === most.depth + 1', 'a message deeper than may be passes'],
      [
        "if (member === undefined || !('value' in member)) return 'accessor';",
        "if (member === undefined) return 'accessor';",
        'code of the sender runs while its message is read',
      ],
    ],
  ),
  ...inFile(
    'src/main/ipc/serve.ts',
    ['src/main/ipc/serve.test.ts'],
    [
      ['page?.may(name) === true', 'page !== undefined', 'the small window may ask for anything'],
      [
        'contents === event.sender',
        'contents !== undefined',
        'a page that is not ours is heard as the large window',
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/slot.ts',
    ['src/main/keyslots/recovery.test.ts'],
    [
      ['/^[0-9a-f]{32}$/', '/^[0-9a-f]{32}/', 'a slot’s id with something behind it is taken'],
      ['/^[0-9a-f]{32}$/', '/[0-9a-f]{32}$/', 'a slot’s id with something before it is taken'],
      [
        '/^[0-9A-HJKMNP-TV-Z]{8}$/',
        '/^[0-9A-HJKMNP-TV-Z]{8}/',
        'a set’s id with something behind it is taken',
      ],
      [
        '/^[0-9A-HJKMNP-TV-Z]{8}$/',
        '/[0-9A-HJKMNP-TV-Z]{8}$/',
        'a set’s id with something before it is taken',
      ],
    ],
  ),
  ...inFile(
    'src/main/clients/registry.ts',
    ['src/main/clients/guard.test.ts', 'src/main/clients/inherit.test.ts', 'src/main/clients/server.test.ts'],
    [['forget(): void {\n    this.#guests.clear();', 'forget(): void {', 'guests stay after a lock']],
  ),
  ...inFile(
    'src/main/clients/routes/recovery.ts',
    ['src/main/clients/requests.test.ts'],
    [
      [
        '} finally {\n    gathering.forget();',
        '} finally {',
        'sheets of a check stay in memory',
        { equivalent: 'nobody holds what gathered them once it has answered' },
      ],
    ],
  ),
  ...inFile(
    'src/shared/failure.ts',
    ['src/shared/failure.test.ts'],
    [
      [
        'super(failure.code, options);',
        'super(JSON.stringify(failure), options);',
        'paths and names of a failure reach a log',
      ],
    ],
  ),
  ...inFile(
    'src/shared/api.ts',
    ['src/shared/api.test.ts'],
    [
      [
        'const listed = z.strictObject(',
        'const listed = z.looseObject(',
        'a list tells more of a secret than it says',
      ],
      ['/^[A-Za-z0-9_-]{43}$/', '/^[A-Za-z0-9_-]{43}/', 'a client’s key of any length'],
      ['/^[A-Za-z0-9_-]{43}$/', '/[A-Za-z0-9_-]{43}$/', 'a client’s key with something before it'],
    ],
  ),
];
