import { inFile } from '../row.ts';

// What devices wrote apart: what counts when they meet, and what waits for whom.
export const mutants = [
  ...inFile(
    'src/main/backend/join/named.ts',
    ['src/main/backend/join/join.test.ts'],
    [
      [
        'return o.item === undefined ? o : t;',
        'return o.item === undefined ? t : o;',
        'a policy that one device removed comes back',
      ],
      ['return byStamp(t.dot, o.dot) > 0 ? t : o;', 'return o;', 'of two settings the own one counts'],
    ],
  ),
  ...inFile(
    'src/main/backend/join/entries.ts',
    ['src/main/backend/join/join.test.ts'],
    [
      [
        'by.dropped.has(ref.id)',
        'false',
        'what was destroyed on one device is named by another’s head for ever',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/sweep.ts',
    ['src/main/backend/join/join.test.ts'],
    [
      [
        'return others.headsThatSaw(noted);',
        'return others.headsThatSaw([]);',
        'what another device may need goes before it has seen that',
      ],
    ],
  ),
  ...inFile(
    'src/main/store/folder/line.ts',
    ['src/main/store/folder/line.test.ts'],
    [
      [
        'isThere(manifests, noted.last) ? manifests : this.#begin()',
        'manifests !== undefined ? manifests : this.#begin()',
        'a folder that was put back is written under names that were used',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/meet.ts',
    ['src/main/backend/join/gone.test.ts'],
    [
      [
        'theirs.snapshot.head.updated <= gone',
        'true',
        'what a device wrote after it was declared gone goes before it has come whole',
      ],
      [
        'if (this.#waiting.some(({ device }) => device === apart.device)) return undefined;',
        '',
        'what another device wrote and has come by half is taken for damage',
      ],
      [
        "if (lineIdOf(snapshot.head) === '') return true;",
        '',
        'on one shared line new keys wait for devices of before',
      ],
      [
        'return line?.gone !== undefined && includesHead',
        'return false && includesHead',
        'a device that was declared gone waits for what was removed',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/renewal.ts',
    ['src/main/backend/join/gone.test.ts'],
    [
      [
        'const under = last ? next',
        'const under = last ? { ...next, ...(earlier && { earlier }) }',
        'the keys before a rekey are kept for ever',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/meet.ts',
    ['src/main/store/folder/rekey.test.ts'],
    [
      [
        'if (knows(theirs.snapshot, key)) return true;',
        'if (knows(theirs.snapshot, key)) return false;',
        'a device goes on under keys that another one replaced',
      ],
      [
        "else if (!this.#unopened.has(mark)) fail({ code: 'wrong-key' });",
        '',
        'a session goes on under keys that another device replaced',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/join/histories.ts',
    ['src/main/backend/join/histories.test.ts'],
    [
      [
        'return n <= (ours === undefined',
        'return false && n <= (ours === undefined',
        'a number of a version means another one after a join, and the wrong one is destroyed',
      ],
      [
        '?? lone(mine, ours, theirs)',
        '',
        'a destroyed version comes back where another device had given it a new number',
      ],
      ['byHighest(b, a) ||', '', 'devices number the versions of a secret differently for good'],
    ],
  ),
  ...inFile(
    'src/main/backend/join/named.ts',
    ['src/main/backend/join/laws.test.ts'],
    [
      [
        "side === 'apart' || isOne",
        "side === 'apart'",
        'a set of sheets that a join left out comes back from another device',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/newest.ts',
    ['src/main/store/folder/arriving.test.ts'],
    [
      [
        'const other = await store.passOver?.(tipOf(manifest));',
        'const other = undefined;',
        'half a manifest of another device is told as damage',
      ],
    ],
  ),
  ...inFile(
    'src/main/store/carried/carrying.ts',
    ['src/main/store/carried/carried.test.ts'],
    [
      [
        'return newest !== undefined && !there.has(newest);',
        'return false;',
        'what a service lost goes from the devices, too',
      ],
      ['    await this.#prefix.remove(name);\n', '', 'what one device destroyed stays at the service'],
      [
        'this.#isShared = !isBack && heads.some(({ name }) => isLater(name));',
        '',
        'a machine that was put back writes over what it wrote before',
      ],
      [
        'return !fs.existsSync(file) && !wasTakenAway(file);',
        'return false;',
        'what a machine lost is not brought again',
      ],
      [
        'known.get(name) !== size && !wasTakenAway(this.#fileOf(name))',
        'known.get(name) !== size',
        'a pack comes back that was just taken away here',
        { equivalent: 'only where a program ends between two notes' },
      ],
    ],
  ),
  ...inFile(
    'src/main/store/carried/make.ts',
    ['src/main/store/carried/carried.test.ts'],
    [['      alike.forgetAll();\n', '', 'a first opening that broke off takes files away at the service']],
  ),
];
