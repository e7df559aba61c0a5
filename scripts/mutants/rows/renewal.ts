import { inFile } from '../row.ts';

// A new root key, what is sealed anew after it, and readers and writers beside that.
const lasting = 'src/main/backend/lasting.test.ts';

const renewal = 'src/main/backend/write/renewal.test.ts';

export const mutants = [
  ...inFile(
    'src/main/backend/write/renewal.ts',
    [renewal, lasting],
    [
      [
        'const keys = old.keys.renewed(now, old.head.devices === undefined ? 1 : randomStep());',
        'const keys = old.keys;',
        'a new root key keeps the old data keys',
      ],
      ['await draft.resealNotes(audited);', '', 'old keys open the audit after a new root key'],
      [
        'this.#going = undefined;\n      this.#gone = 0;',
        '',
        'what a key sealed that was changed once more stays in the file',
      ],
      [
        'const keys = last ? base.keys.since(first) : base.keys;',
        'const keys = base.keys;',
        'old data keys stay in the vault for ever',
      ],
      [
        'ref !== undefined && ref.term < first',
        'ref !== undefined && ref.term <= first',
        'sealing anew never ends',
      ],
      [
        'if (isClean(next, this.#first)) this.finished.push(ref.id);',
        'this.finished.push(ref.id);',
        'what was left of a page at the end of a batch is never sealed anew',
      ],
      [
        'const renewal = { term: keys.current };',
        'const renewal = { term: keys.oldest };',
        'nothing is sealed anew after a new root key',
        { tests: ['src/main/backend/rekey-format.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/recipient.ts',
    ['src/main/keyslots/recipient.test.ts'],
    [
      [
        'if (psk === undefined || !recipient.success) return undefined;',
        'if (psk === undefined || !recipient.success) return slot;',
        'a slot that no new root key reaches stays as it was',
      ],
      [
        'both.set(psk, shared.length);',
        '',
        'whoever knows a public key wraps a root key that the slot takes',
        { tests: ['src/main/backend/rekey-format.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backups/notes.ts',
    ['src/main/vault/attacker.test.ts'],
    [
      [
        'seen.keys !== undefined && !state.lineage?.includes(seen.keys)',
        'false',
        'a head that somebody made with an older one counts as newer',
      ],
      [
        'seen.keys !== undefined && !state.lineage?.includes(seen.keys)',
        'seen.keys !== undefined && state.lineage?.at(-1) !== seen.keys',
        'keys that were changed elsewhere count as foreign',
      ],
      ['keys: lineage?.at(-1) }', 'keys: lineage?.at(0) }', 'only the first change of keys is remembered'],
    ],
  ),
  ...inFile(
    'src/main/backend/format/lineage.ts',
    ['src/main/vault/attacker.test.ts'],
    [['[...parsed(stored), token]', '[token]', 'keys that were changed twice elsewhere count as foreign']],
  ),
  ...inFile(
    'src/main/backend/format/manifest.ts',
    ['src/main/vault/attacker.test.ts'],
    [
      [
        "const hash = Buffer.from(sha256(headerBytes)).toString('hex');",
        "const hash = '';",
        'a new root key is wrapped to a public key that somebody put into the header',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/lasting.ts',
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
    'src/main/backend/is-later.ts',
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
    'src/main/backend/revisions.ts',
    [lasting],
    [
      [
        'return this.#lasting(work, () => this.#follow());',
        'return this.noting(() => work(this.current));',
        'a write beside a change of keys calls the vault damaged',
      ],
      [
        'lost && attempt < attempts ?',
        'attempt < 0 ?',
        'policies that were sealed anew while a vault is opened count as lost',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/histories.ts',
    [lasting],
    [
      ['filter(({ path }) => !given.has(path))', 'filter(() => true)', 'a merge meets a secret twice'],
      [
        'if (this.#revisions.current.snapshot.revision > snapshot.revision && isMissing(error)) throw error;',
        '',
        'a list beside a change of keys lacks secrets',
      ],
    ],
  ),
];
