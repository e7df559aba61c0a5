import { inFile } from '../row.ts';

// What lasts: syncs and their order, and writes that stand on what others wrote.
const crash = 'src/main/app/backups/durability.test.ts';
const suite = 'src/main/backend/encrypted.conformance.test.ts';

export const mutants = [
  ...inFile(
    'src/main/store/file.ts',
    ['src/cli/durability.test.ts'],
    [
      [
        "flag: 'wx', flush: true });\n    fs.rename",
        "flag: 'wx' });\n    fs.rename",
        'a filled template is empty after a power cut',
      ],
      [
        'fs.renameSync(beside, location);\n    syncFolder(path.dirname(location));',
        'fs.renameSync(beside, location);',
        'a filled template is the old one after a power cut',
      ],
    ],
  ),
  ...inFile(
    'src/main/store/file.ts',
    [crash],
    [
      [
        'published = true;\n    syncFolder(folder);',
        'published = true;',
        'a new vault is gone after a power cut',
        { only: 'creation' },
      ],
      ['syncFile(from);\n    clearName(to);', 'clearName(to);', 'a backup is named before it is on the disk'],
      [
        'syncFile(from);\n    clearName(to);\n    if (replace) fs.renameSync(from, to);\n    else publish(from, to);',
        'clearName(to);\n    if (replace) fs.renameSync(from, to);\n    else publish(from, to);\n    syncFile(to);',
        'a backup takes a name before it is on the disk',
      ],
      [
        'syncFolder(path.dirname(to));\n  } catch (error) {\n    throw createFailure',
        '} catch (error) {\n    throw createFailure',
        'a backup or a restored vault loses its name in a power cut',
      ],
      [
        'publish(from, to);\n  try {\n    syncFolder(path.dirname(to));',
        'publish(from, to);\n  try {',
        'a saved sheet is gone after a power cut',
        { only: 'saved sheet' },
      ],
      [
        "flag: 'wx', flush: true });\n    fs.rename",
        "flag: 'wx' });\n    fs.rename",
        'settings are empty after a power cut',
        { only: 'settings' },
      ],
      [
        "flag: 'wx', flush: true });\n    publish",
        "flag: 'wx' });\n    publish",
        'a page beside backups is empty after a power cut',
        { only: 'backup|copy' },
      ],
      [
        'if (published) removeFile(location);',
        '',
        'a vault that was refused is in the way of the next',
        { tests: ['src/main/backend/fault.test.ts', 'src/main/store/sqlite.fault.test.ts'] },
      ],
      [
        'if (openHere.has(identity)) waiting.set(identity, [...(waiting.get(identity) ?? []), file]);\n  else fs',
        'fs',
        'reading a vault past SQLite drops the locks of who writes to it',
        { tests: ['src/main/store/sqlite.lock.fault.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/store/connect.ts',
    ['src/main/store/connect.test.ts', crash],
    [
      [
        'synchronous = EXTRA',
        'synchronous = FULL',
        'a commit is taken back by a power cut after it was done',
      ],
      ['synchronous = EXTRA', 'synchronous = OFF', 'a power cut damages the vault'],
      ['fullfsync = ON', 'fullfsync = OFF', 'on macOS a power cut damages the vault'],
      ['secure_delete = ON', 'secure_delete = OFF', 'what was destroyed stays in the file'],
      ['temp_store = MEMORY', 'temp_store = FILE', 'what SQLite sorts lies in a temporary file'],
      ['trusted_schema = OFF', 'trusted_schema = ON', 'what a file’s author wrote into its schema runs'],
      ['cell_size_check = ON', 'cell_size_check = OFF', 'SQLite reads past a damaged page'],
    ],
  ),
  ...inFile(
    'src/main/store/sqlite.ts',
    ['src/main/store/sqlite.test.ts'],
    [
      [
        'this.#removing = true;',
        '',
        'who reads while a commit removes objects sees half of it',
        { only: 'removes many objects' },
      ],
      [
        '      syncFolder(path.dirname(this.#location));\n      return true;',
        '      return true;',
        'a commit that was called done is taken back by a power cut',
        { tests: [crash], only: 'last step' },
      ],
      [
        "if (after !== undefined && !stands) fail({ code: 'store', reason: 'file-replaced' });",
        '',
        'a commit goes on top of another state that a tool put into the file',
      ],
      [
        "} finally {\n        this.#db.pragma('secure_delete = ON');\n      }",
        '} finally {\n      }',
        'after a sweep nothing that is destroyed is overwritten',
      ],
      [
        'refuseReplaced(this.#location, this.#identity);\n  }\n}',
        '}\n}',
        'writes go on into a file that was replaced',
      ],
      [
        'removeFile(location);\n      throw error;',
        'throw error;',
        'a vault that was made and does not open is in the way',
        { tests: ['src/main/store/sqlite.fault.test.ts', 'src/main/backend/fault.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/store/settle.ts',
    ['src/main/vault/journals.test.ts', crash],
    [
      [
        'whereSound(() => connect(file, false))',
        'connect(file, false)',
        'a power cut while the file grows leaves a vault that does not open',
      ],
      ['code ?? cause?.code', 'code', 'on a FAT stick another file’s journal is rolled into the vault'],
    ],
  ),
  ...inFile(
    'src/main/electron/write-aside.ts',
    [crash],
    [['await handle.sync();', '', 'a saved sheet is empty after a power cut', { only: 'saved sheet' }]],
  ),
  ...inFile(
    'src/main/backups/in-place.ts',
    [crash],
    [
      [
        'syncFolder(path.dirname(file));',
        '',
        'a power cut leaves the restored vault, and not the one that was there',
        { only: 'in place' },
      ],
      [
        'keepAside(file, kept);\n    moveInto(from, file, true);',
        'moveInto(from, file, true);\n    keepAside(file, kept);',
        'the vault that was there is gone',
        { only: 'in place' },
      ],
    ],
  ),
  ...inFile(
    'src/cli/sheet-files.ts',
    ['src/cli/durability.test.ts'],
    [
      ['await file.sync();', '', 'a sheet is empty after a power cut'],
      ['      syncFolder(folder);\n', '', 'sheets that count are gone after a power cut'],
      [
        'made === undefined ? resolve(this.#folder) : dirname(resolve(made))',
        'resolve(this.#folder)',
        'a new folder of sheets is gone after a power cut',
      ],
    ],
  ),
  ...inFile(
    'src/main/store/long-file.ts',
    ['src/cli/durability.test.ts'],
    [
      ['await handle.sync().catch(unwritten);', '', 'an encrypted or saved file is cut short by a power cut'],
      ['syncFolder(folder);', '', 'an encrypted or saved file is gone after a power cut'],
    ],
  ),
  ...inFile(
    'src/main/backend/key-writer.ts',
    ['src/main/backend/stands.test.ts'],
    [
      [
        'if (await writer.commit(prepared, records, { key })) return;\n      }',
        'await writer.commit(prepared, records, { key });\n        return;\n      }',
        'a new passphrase that another program’s write met counts as stored',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/writer.ts',
    ['src/main/backend/stands.test.ts'],
    [
      [
        'revision, after: open.mark, ...(joins && { joins }) }',
        'revision, ...(joins && { joins }) }',
        'a commit does not say what it stands on',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/sweep.ts',
    [suite],
    [
      [
        'const remove = unknown.filter((id) => candidates.has(id));',
        'const remove = unknown;',
        'what another program is writing is swept away',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/secrets.ts',
    ['src/main/vault/vault.test.ts'],
    [['path, fields, over: version }', 'path, fields }', 'a patch overwrites what was stored meanwhile']],
  ),
];
