import { inFile } from '../row.ts';

// Backups, restoring, repair, keeping and merging.
const proof = 'src/main/backups/proof.test.ts';

export const mutants = [
  ...inFile(
    'src/main/backups/backup.ts',
    [proof, 'src/main/backups/backup.test.ts'],
    [
      ['sync(beside));', 'Promise.resolve());', 'a backup is read back from memory and not from the disk'],
      [
        "if (report.damaged.length > 0) fail({ code: 'backup-refused', reason: 'not-proven', place: file });",
        '',
        'a backup that does not read back is kept',
      ],
      [
        "if (code === 'backup-refused' || code === 'damaged' || code === 'wrong-key') return undefined;\n    throw error;",
        'return undefined;',
        'a backup that cannot be looked at just now counts as damaged',
      ],
      [
        'const known = options.notes.proof(hash) !== undefined;',
        'const known = true;',
        'a backup of this revision is believed without a look',
      ],
      [
        'if (!isMissing(error) || attempt === attempts) throw error;',
        'throw error;',
        'a backup overtaken by a program that destroys fails at once',
        { survives: 'the race is not set up in a unit test; a later backup succeeds' },
      ],
    ],
  ),
  ...inFile(
    'src/main/store/unfinished.ts',
    ['src/main/backups/backup.test.ts'],
    [
      ['/^\\.holdfast-', '/\\.holdfast-', 'a file of another name is swept away as unfinished'],
      ['(-journal)?$/', '(-journal)?/', 'a file of a longer name is swept away as unfinished'],
      [' || Date.now() - found.mtimeMs <= longAgo', '', 'what another machine is writing is swept away'],
    ],
  ),
  ...inFile(
    'src/main/backups/destination.ts',
    [proof, 'src/main/backups/backup.test.ts'],
    [
      [
        '.filter(({ file }) => identityAt(file) !== source)',
        '',
        'the vault itself counts as a backup in its folder',
      ],
      [
        "if (identityAt(target) === identityAt(pathAt(wanted.source)))\n    fail({ code: 'backup-refused', reason: 'own-file', place });",
        '',
        'a backup takes the place of the vault',
      ],
      [
        "if (vaultId !== wanted.vault) fail({ code: 'backup-refused', reason: 'other-vault', place });",
        '',
        'a backup takes the place of another vault',
      ],
      [
        "if (revision > wanted.revision) fail({ code: 'backup-refused', reason: 'newer', place });",
        '',
        'a backup takes the place of a newer one',
      ],
      [
        "if (link.isSymbolicLink()) return fail({ code: 'backup-refused', reason: 'symlink', place });",
        '',
        'a backup replaces a link',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/join/histories.ts',
    ['src/main/backend/join/histories.test.ts', 'src/main/repair/merge.test.ts'],
    [
      ['Math.min(...times)', 'Math.max(...times)', 'the later of two deletions counts'],
      [
        'all.some(({ cas }) => cas)',
        'all.every(({ cas }) => cas)',
        'check-and-set must be set in both copies',
      ],
      [
        'if (isDestroyed) return { n, created, ...was };',
        '',
        'what one copy destroyed comes back from the other',
      ],
      [
        'return x === undefined || y === undefined || x === y;',
        'return true;',
        'of two versions of one millisecond one is lost where the other is destroyed',
      ],
      ['Math.max(...all.map(({ max }) => max ?? 0))', '0', 'how many versions are kept is lost in a merge'],
    ],
  ),
  ...inFile(
    'src/main/backups/locked.ts',
    [proof, 'src/main/backups/restore.test.ts'],
    [
      [
        'const tally = await compare(from, await opener.open(same, { readOnly: true }), manifest, options);\n      if',
        'const tally = 0;\n      if',
        'a backup of this revision is believed without a look by who has no keys',
      ],
      [
        'found === undefined || !Buffer.from(found.bytes).equals(manifest.bytes)',
        'found === undefined',
        'the manifest of a copy is not compared',
      ],
      [
        'if ((await copy.list()).length !== ids.length) return undefined;',
        '',
        'objects too many in a copy are not noticed',
      ],
      [
        'if (here.some((bytes, i) => !Buffer.from(bytes).equals(there[i] ?? Buffer.alloc(0)))) return undefined;',
        '',
        'the objects of a copy are not compared',
      ],
      ['if (length < shortest)', 'if (length === 0)', 'objects too short to be sealed are no damage'],
      ['if (length < shortest)', 'if (length <= shortest)', 'an empty sealed object is damage'],
      [
        'return (await store.readObjects([id]))[0]?.length ?? 0;',
        'return shortest;',
        'the look at the structure reads no object',
      ],
    ],
  ),
  ...inFile(
    'src/main/repair/repair.ts',
    [proof, 'src/main/repair/repair.test.ts'],
    [
      [
        'if (!done.written) return done;\n    await close();',
        'await close();',
        'a repair that wrote nothing takes the place of the vault',
      ],
      [
        'await close();\n    const kept = await takeOver(made, source, now);',
        'const kept = await takeOver(made, source, now);\n    await close();',
        'the damaged vault is still open when another file takes its place',
      ],
      ['if (mended.written) await prove(vault, made, signal);', '', 'a repaired vault is not read back'],
      [
        'refuseTaken(to);',
        '',
        'a repair goes to a name that is taken',
        { equivalent: 'publish refuses it too, only later' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/restore.ts',
    [proof, 'src/main/backups/restore.test.ts'],
    [
      [
        'await options.close?.();\n  // Before it lies there: another program may open it at once.\n',
        'setImmediate(() => void options.close?.());\n',
        'a vault is closed only after another file lies in its place',
      ],
      [
        '  refuseTaken(to);\n',
        '',
        'a restore goes to a name that is taken',
        { equivalent: 'publish refuses it too, only later' },
      ],
      [
        'await options.notes.accept(state.vault, state.mark);',
        '',
        'the next unlock asks about the older state that was chosen',
        { tests: ['src/main/backups/restore.test.ts', 'src/main/backups/notes.test.ts'] },
      ],
      [
        'await note(options.notes, backup, place, state, now);',
        '',
        'a vault that was restored in place does not say so in its audit',
        { tests: ['src/main/app/backups/backup-schedule.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/in-place.ts',
    [proof, 'src/main/backups/restore.test.ts'],
    [
      ['\n  syncFolder(path.dirname(file));', '', 'the kept name may be lost though the vault was replaced'],
      [
        'if (fs.existsSync(journal)) fs.renameSync(journal, `${kept}-journal`);',
        '',
        'the journal of a crash does not go with its vault',
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/known.ts',
    ['src/main/backups/known.test.ts'],
    [
      [
        'return { ...one, ours: copies !== undefined && (await opens(copies, place, revision)) };',
        'return { ...one, ours: true };',
        'a header alone makes a file ours',
      ],
      [
        'return { ...one, ours: copies !== undefined && (await opens(copies, place, revision)) };',
        'return { ...one, ours: false };',
        'what the keys open is not ours on a new machine',
      ],
      [
        'isMade ? await hashOnce(file, signal) : undefined',
        'undefined',
        'what was proven here is not known again while the vault is locked',
      ],
      [
        'note.structure === true ? {} : { provenAt: note.at }',
        '{ provenAt: note.at }',
        'a copy that was made without keys is called proven',
      ],
      [
        'original: note.file === path.basename(file)',
        'original: true',
        'a copy of a backup is as old as its name says',
      ],
      [
        '.revision === revision;',
        '.revision !== undefined;',
        'a header of another revision than its head is ours',
        { equivalent: 'the revision is in the data that the head is authenticated with: none other opens' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/prune.ts',
    ['src/main/backups/known.test.ts'],
    [
      [
        'one.named && one.ours &&',
        'one.named &&',
        'files that only say they are of the vault push backups out',
      ],
      ['one.named && one.ours &&', 'one.ours &&', 'a copy that a person named is let go'],
      [
        'expired(dated.filter(isProven), rule)',
        'expired(dated, rule).filter(isProven)',
        'a backup that was read back goes for copies that were not',
      ],
      [
        'time: made.get(one.revision) ?? one.time',
        'time: one.time',
        'copies of a backup under other dates push others out',
      ],
      [
        '.filter(({ file }) => !spared.has(identityAt(file)))',
        '',
        'the vault that lies among its backups is let go',
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/latest.ts',
    ['src/main/backups/known.test.ts'],
    [
      ['const at = found.findIndex(isKnown);', 'const at = 0;', 'a forged file is the newest of a folder'],
      [
        'one.ours || (looking.changed === true && wasProven(one, looking.notes))',
        'one.ours',
        'a proven backup that was damaged since is passed over by who looks for damage',
      ],
      [
        'passed: found.slice(0, at).map(placeOf)',
        'passed: []',
        'nobody is told of files that were passed over',
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/destination.ts',
    ['src/main/backups/known.test.ts'],
    [
      [
        'if (!ours) return { ...there, stranger: true };',
        '',
        'a file that says it is newer refuses a backup to its name',
      ],
      [
        'if (!ours) return { ...there, stranger: true };',
        'if (!ours) return there;',
        'a file of which nobody knows whose it is is written over',
      ],
      [
        'files.filter(({ ours }) => ours), ...(compared',
        'files, ...(compared',
        'a backup is built on what somebody forged',
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/retention.ts',
    ['src/main/backups/retention.test.ts'],
    [
      [
        'for (const backup of newest) {',
        'for (const backup of sorted) {',
        'copies of one backup take the days and months of others',
      ],
      ['Math.max(1, rule.last)', 'rule.last', 'the newest backup may be let go'],
      ['`${at.getFullYear()}-${at.getMonth()}`', '`${at.getMonth()}`', 'months of different years are one'],
      [
        '`${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`',
        '`${at.getMonth()}-${at.getDate()}`',
        'days of different years are one',
      ],
      ['(at.getDay() + 6) % 7', 'at.getDay()', 'a week begins on Sunday'],
      [
        'b.revision - a.revision || b.time - a.time',
        'b.time - a.time',
        'a clock that jumped back lets the newest backup go',
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/keep.ts',
    [proof, 'src/main/backups/keep.test.ts'],
    [
      [
        "if (damaged.length > 0)\n        fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(place) });",
        '',
        'a vault kept from memory is not read back',
      ],
      [
        "...clients.map((client) => ({ op: 'client' as const, client })),",
        '',
        'registered programs are not kept',
      ],
      ['yield changes;\n  yield await', 'yield await', 'the last secrets of a session are not kept'],
      [
        "...policies.map((policy) => ({ op: 'policy' as const, policy })),",
        '',
        'policies of a session are not kept',
      ],
    ],
  ),
  ...inFile(
    'src/main/repair/merge.ts',
    ['src/main/repair/merge.test.ts'],
    [
      [
        "if (failureOf(error)?.code !== 'conflict' || attempt === attempts) throw error;",
        'throw error;',
        'a merge overtaken by a write fails at once',
      ],
      ['|| attempt === attempts) throw', ') throw', 'a merge overtaken again and again never ends'],
      [
        "if (into.id !== from.id) return fail({ code: 'backup-refused', reason: 'other-vault' });",
        '',
        'another vault is merged',
      ],
      ['if (options.dry === true || changes', 'if (changes', 'a trial merge writes'],
    ],
  ),
];
