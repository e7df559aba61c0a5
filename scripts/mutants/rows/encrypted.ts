import { inFile } from '../row.ts';

// The sealed vault over a store: order of writes, standing, damage and replay, copies, collection.
const sealed = 'src/main/backend/encrypted.test.ts';

export const mutants = [
  ...inFile(
    'src/main/backend/encrypted.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        'await this.#revisions.turn.take(() => this.#store.close());',
        'await this.#store.close();',
        'a vault is closed under a write that is under way',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/writer.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        'if (!(await this.#revisions.follow())) throw error;',
        'throw error;',
        'a write that fits what another program just wrote over a network is refused',
        { tests: ['src/main/store/s3/trips.test.ts'], only: 'what another wrote' },
      ],
      [
        'this.#store.distant === true && this.#isAlone',
        'false',
        'a put over a network takes a trip more',
        { tests: ['src/main/store/s3/trips.test.ts'], only: 'two trips' },
      ],
      [
        'yield batch;\n    }\n    this.#refuseClosed();',
        'yield batch;\n    }',
        'a stream whose vault was locked at its very end is committed',
      ],
      [
        '{ revision, after: open.mark, ...(joins',
        '{ revision, ...(joins',
        'a commit does not say what it stands on',
      ],
      [
        'const where = { revision: base.revision + 1, after: open.mark };',
        'const where = { revision: base.revision + 1 };',
        'a stream does not say what it stands on',
      ],
      [
        'if (swept === undefined || !(await this.commit(swept.prepared, records))) return 0;',
        'if (swept === undefined) return 0;\n    await this.#store.remove(swept.remove);\n    if (!(await this.commit(swept.prepared, records))) return 0;',
        'a collection removes objects before its commit',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/key-writer.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        'if (await writer.commit(prepared, records, { key })) return;',
        'await writer.commit(prepared, records, { key });\n        return;',
        'key slots that another program overtook are lost',
      ],
      [
        "if (from !== undefined && !sameSlots(from, header.slots)) fail({ code: 'busy' });",
        '',
        'key slots that another program stored are overwritten',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/revisions.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        'await this.#follow();\n    this.#refuseDamaged();',
        'await this.#follow();',
        'damage seen while following does not stop the write',
      ],
      [
        'this.#refuseDamaged();\n    if (this',
        'if (this',
        'a damaged vault is asked for what is new before it refuses a write',
        { equivalent: 'it is refused behind that look, and the look changes nothing' },
      ],
      ['if (follows && revision <= before.revision) replaced();', '', 'an older revision is followed'],
      ['if (vault !== before.header.vault) replaced();', '', 'another vault’s manifest is followed'],
      [
        'if (follows && !(await isLater(this.#store, before, snapshot, this.#now()))) replaced();',
        '',
        'a copy that went its own way is followed',
        { tests: [sealed, 'src/main/vault/sync-tools.test.ts'] },
      ],
      [
        'if (this.#damaged) return;\n    this.#damaged = true;',
        'this.#damaged = true;',
        'a window hears of the same damage again and again',
        { tests: ['src/main/backend/damage.test.ts'] },
      ],
      [
        "if (this.#store.readOnly) fail({ code: 'read-only' });",
        '',
        'a vault that cannot be written is read before it refuses',
        { equivalent: 'the store refuses as well' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/vault-copies.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        'if (manifest?.revision !== snapshot.revision) return this.copy(target, options);',
        '',
        'a copy pairs a snapshot with another revision’s manifest',
        { tests: ['src/main/backend/copy.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/copy.ts',
    ['src/main/backend/copy.test.ts'],
    [
      ["if (outcome !== 'done') fail({ code: 'busy' });", '', 'a copy whose commit failed counts as made'],
      [
        ' && Buffer.from(manifest.bytes).equals(source.manifest))',
        ')',
        'another state of the same number counts as the same copy',
      ],
      [
        'snapshot.header.vault === wanted.header.vault ? snapshot : undefined',
        'snapshot',
        'a copy of another vault under the same key is built on',
        {
          equivalent:
            'the key of a head is derived from the vault’s id: a head of another vault does not open',
        },
      ],
      ['damaged.push(ref.id);', '', 'damaged objects of a copy are not told'],
      ['manifest.revision >= wanted.revision || ', '', 'a backup that is newer is built on'],
      [
        'const drop = [...before.keys()].filter((id) => !now.has(id));',
        'const drop: ObjectId[] = [];',
        'what the vault destroyed stays in the next backup',
      ],
      [
        'if (snapshot !== undefined && snapshot.keys.oldest < wanted.keys.oldest) return undefined;',
        '',
        'what old keys sealed stays in a backup after a new root key',
        { tests: ['src/main/backend/write/renewal.test.ts'] },
      ],
      [
        "if (signal?.aborted) fail({ code: 'cancelled' });\n    const bytes",
        'const bytes',
        'a backup that was called off goes on',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/vault-draft.ts',
    [sealed],
    [
      [
        "if (slot !== undefined) fail({ code: 'internal', reference: 'page-not-read' });",
        '',
        'a page written without being read loses its other entries',
      ],
      [
        'this.sealedVersions + this.#writes.length',
        'this.sealedVersions',
        'uses of a data key are not counted for pages',
      ],
      [
        'this.sealedVersions + this.#writes.length',
        'this.#writes.length',
        'uses of a data key are not counted for versions',
      ],
      [
        'const kept = this.#pages.get(slot.bits) ?? this.load(page);',
        'const kept = this.load(page);',
        'a page loaded twice loses the first change',
      ],
      ['if (slots.has(bits)) this.#retired += 1;', '', 'replaced pages are not counted as garbage'],
      ['if (policies !== null) this.#retired += 1;', '', 'replaced policies are not counted as garbage'],
      [
        "if (why === 'destroyed') this.#dropped.push(ref.id);",
        'if (false) this.#dropped.push(ref.id);',
        'what was destroyed stays in the file until a collection',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/is-later.ts',
    [sealed],
    [
      [
        'now - base.head.updated >= grace',
        'now - base.head.updated > grace',
        'what may be gone after an hour is missed just then',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/memory.ts',
    [sealed],
    [
      [
        'const outcomes = await applyAll(draft, ready, audit, this.#now);\n      this.#open();',
        'const outcomes = await applyAll(draft, ready, audit, this.#now);',
        'a write in memory is acknowledged though the vault was locked meanwhile',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/references.ts',
    ['src/main/backend/format/references.test.ts', 'src/main/backend/copy.test.ts'],
    [
      [
        '[garbage.candidates, droppedIn(garbage)]',
        '[droppedIn(garbage)]',
        'the list of the last collection is not copied',
      ],
      [
        'yield [...recordsOf(snapshot)];',
        '',
        'policies, clients and the audit are swept away, and no copy has them',
      ],
      [
        "if (ref !== undefined) yield { kind: 'version', ref };",
        "if (ref === undefined) yield { kind: 'version', ref: versions[0]?.ref as Ref };",
        'every version is swept away, and no copy has one',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/sweep.ts',
    [sealed, 'src/main/backend/fault.test.ts'],
    [
      [
        'const remove = unknown.filter((id) => candidates.has(id));',
        'const remove = unknown;',
        'what a reader still needs is removed in one sweep, not two',
      ],
      [
        'if (old !== undefined) candidates.add(old.id);',
        '',
        'lists of earlier collections are removed a collection late',
        { equivalent: 'such a list is then left over as any other object' },
      ],
      [
        'now - garbage.swept < grace) return undefined',
        'now - garbage.swept <= grace) return undefined',
        'a collection an hour after the last one does nothing',
      ],
      [
        'now - garbage.swept < grace) return undefined',
        'false) return undefined',
        'what was part of the vault a moment ago is removed',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/check/verify.ts',
    [sealed, 'src/main/backend/damage.test.ts'],
    [
      [
        "if (!reading.sound) tally.damaged.unshift({ part: 'head', object: 'file', ok: false });",
        '',
        'the store’s own structure is not asked for',
      ],
      [
        "if (!chainsOf(snapshot.head).every(isWhole))\n    tally.damaged.push({ part: 'audit', object: 'chain', ok: false });",
        '',
        'verify says nothing of a broken audit',
        {
          tests: [
            'src/main/backend/damage.test.ts',
            'src/main/backend/write/audit-pages.test.ts',
            'src/main/backend/encrypted.conformance.test.ts',
          ],
        },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/check/examine.ts',
    ['src/main/backend/check/examiner.test.ts'],
    [
      ['else wipe(plain);', '', 'versions that were examined stay in memory'],
      ['finally {\n      wipe(plain);', 'finally {', 'pages that were examined stay in memory'],
      [
        "start === undefined ? undefined : parsePage(parseSealed(plain, 'page'))",
        'undefined',
        'a page of another shape is found when it is opened alone',
        { tests: ['src/main/backend/check/verify.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/check/read-through.ts',
    ['src/main/backend/check/prove.test.ts'],
    [
      [
        'if (is === 0) left.add(place);',
        '',
        'a version that a copy lacks is not missed',
        { only: 'an object that is gone' },
      ],
      [
        'through.inRows = sound === true;',
        'through.inRows = true;',
        'a copy is proven whose versions are not found by their ids',
        { only: 'whichever byte' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/bulk/seal-worker.ts',
    ['src/main/backend/write/bulk/seal-worker.test.ts'],
    [['wipe(plain);', '', 'values of an import stay in the memory of a thread']],
  ),
  ...inFile(
    'src/main/vault/undo.ts',
    ['src/main/vault/edits.test.ts'],
    [
      [
        'now.some((stamp, at) => stamp !== stamps[at])',
        'false',
        'what somebody changed meanwhile is taken back, too',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/secrets.ts',
    ['src/main/vault/secrets.test.ts'],
    [
      [
        "{ op: 'store', path, fields, over: version }",
        "{ op: 'store', path, fields }",
        'a patch overwrites what moved meanwhile',
      ],
      [
        "{ op: 'store', path, expect: info.newest } as const",
        "{ op: 'store', path } as const",
        'a rollback overwrites what moved meanwhile',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/change.ts',
    ['src/main/backend/write/change.test.ts'],
    [
      [
        'expect !== undefined && expect !== newest',
        'expect !== undefined && expect !== current',
        'check-and-set of a deleted secret compares with 0',
      ],
    ],
  ),
];
