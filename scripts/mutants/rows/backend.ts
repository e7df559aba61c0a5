import { inFile } from '../row.ts';

// The vault's content: versions, metadata, audit, limits, and damage that is noticed.
export const mutants = [
  ...inFile(
    'src/main/backend/write/audit-pages.ts',
    ['src/main/backend/write/audit-pages.test.ts'],
    [
      [
        'if (page === undefined) return [];\n    retire();',
        'if (page === undefined) return [];',
        'replaced pages of the audit are never collected',
      ],
      ['time >= before);', 'time > before);', 'an entry just as old as the bound goes'],
      ['if (!whole || (follower', 'if ((follower', 'an audit that lost all its pages is read as empty'],
      [
        'brokenLink([follower as AuditEntry], before(start)) !== undefined))\n',
        'brokenLink([], before(start)) !== undefined))\n',
        'a page missing at the beginning of the audit is not noticed',
      ],
      ['brokenLink(rest, first) !== undefined', 'false', 'an entry changed within a page is not noticed'],
      [
        'if (brokenLink([follower as AuditEntry], last) !== undefined) damaged();',
        '',
        'a page missing in the middle of the audit is not noticed',
      ],
      ['last.hash !== audit.tip ||', '', 'another end of the audit is not noticed'],
      [
        'last.hash !== audit.tip || last.index !== audit.count',
        'last.hash !== audit.tip',
        'the count of the head is not compared',
        {},
      ],
      ['if (wanted <= 0) return found.reverse().flat();', '', 'a short look reads the whole audit'],
      ['tip.hash === audit.tip && tip.index === audit.count', 'true', 'verify takes any end of the audit'],
      ['brokenLink(entries, before(start)) === undefined && tip', 'tip', 'verify does not look at the chain'],
    ],
  ),
  ...inFile(
    'src/main/backend/format/records.ts',
    ['src/main/backend/write/audit-pages.test.ts', 'src/main/backend/format.test.ts'],
    [
      [
        '`${previous?.hash ?? auditStart}\\n${JSON.stringify(link)}`',
        '`${auditStart}\\n${JSON.stringify(link)}`',
        'an entry is not tied to the one before it',
      ],
      [
        'expected.hash !== entry.hash || expected.index',
        'expected.index',
        'an entry that was changed is whole',
      ],
      [
        'expected.hash !== entry.hash || expected.index !== entry.index',
        'expected.hash !== entry.hash',
        'an index out of order is whole',
        { equivalent: 'the hash covers the index' },
      ],
      [
        "if (!copy.delete(name)) fail({ code: 'not-found', what, name });",
        'copy.delete(name);',
        'what is not there is deleted',
        { tests: ['src/main/backend/memory.conformance.test.ts'] },
      ],
      [
        'const createdAt = map.get(item.name)?.createdAt ?? now;',
        'const createdAt = now;',
        'a policy that is changed looks new',
        { tests: ['src/main/backend/memory.conformance.test.ts'] },
      ],
      [
        'if (change.ifAbsent && records.settings.has(change.name)) return records;',
        '',
        'two programs at once replace each other’s key',
        { tests: ['src/main/vault/cipher.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/memory.ts',
    ['src/main/backend/memory.conformance.test.ts'],
    [[', ...settingsAfter(stored)]', ']', 'settings that new keys change stay as they are']],
  ),
  ...inFile(
    'src/main/backend/format/manifest.ts',
    ['src/main/backend/format/manifest.test.ts'],
    [
      ['z.array(keySlot).check(z.maxLength(64))', 'z.array(keySlot)', 'any number of key slots'],
      ['z.maxLength(64)', 'z.maxLength(63)', 'a slot fewer than said'],
      ['length > maxHeader ||', '', 'a header of any length is parsed'],
      ['length > maxHeader', 'length >= maxHeader', 'a header just as long as may be is refused'],
      [
        'start + length > body.length',
        'false',
        'a header longer than the manifest is taken',
        { equivalent: 'what is cut off there is no JSON, or its rest is no head that opens' },
      ],
      [
        'buffer.subarray(body.length).equals(sha256(body)) &&',
        '',
        'a damaged manifest looks like another root key',
      ],
      ['&& body.subarray(0, magic.length).equals(magic)', '', 'another file’s beginning is taken'],
      [
        'buffer.length < magic.length + 4 + checksumLength',
        'false',
        'a manifest cut short throws',
        { equivalent: 'the hash of what is too short does not hold' },
      ],
      ['/^[0-9a-f]{32}$/', '/^[0-9a-f]{32}/', 'an id with something behind it is taken'],
      ['/^[0-9a-f]{32}$/', '/[0-9a-f]{32}$/', 'an id with something before it is taken'],
      [
        '${vault}\\n${revision}\\n${hash}`',
        '${vault}\\n${hash}`',
        'an older state is given out as the newest',
      ],
      [
        '\\n${revision}\\n${hash}`',
        '\\n${revision}`',
        'key slots of another manifest are taken',
        {
          tests: [
            'src/main/backend/damage.test.ts',
            'src/main/vault/vault.test.ts',
            'src/main/backend/format.test.ts',
          ],
        },
      ],
      ['found > formatVersion', 'false', 'a newer format is damage'],
      [
        'const header = z.looseObject',
        'const header = z.object',
        'members of a later build are lost from the header',
      ],
      [
        'const headSchema = z.looseObject',
        'const headSchema = z.object',
        'members of a later build are lost from the head',
      ],
      [
        "fail({ code: 'wrong-key' })",
        "fail({ code: 'damaged', part: 'head' })",
        'a wrong key looks like damage',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/keyring.ts',
    ['src/main/backend/format/keyring.test.ts'],
    [
      ['term.uses += count;', 'term.uses += 1;', 'the seals of a data key are counted as one a commit'],
      ['term.uses >= maxUses', 'term.uses > maxUses', 'a data key is used once more than its limit'],
      ['if (!this.#terms.has(ref.term)) return false;', '', 'an object of a foreign term throws'],
      [
        'key = derive(term.key, this.#vaultId, `object/${kind}`);',
        'key = derive(term.key, this.#vaultId, `object/page`);',
        'all kinds of objects share a key',
        { tests: ['src/main/backend/format.test.ts'] },
      ],
      ["kind === 'page' ? 'page' : 'object'", "'object'", 'a damaged page is not told as one'],
      [
        'const term = this.current + (',
        'const term = this.current + 0 * (',
        'a new term replaces the one before',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/object-aad.ts',
    ['src/main/backend/format/keyring.test.ts', 'src/main/backend/format.test.ts'],
    [],
  ),
  ...inFile(
    'src/main/backend/write/change.ts',
    ['src/main/backend/write/change.test.ts'],
    [
      [
        'Math.min(created + old.expire, latestTime)',
        'Math.min(now + old.expire, latestTime)',
        'an imported version expires later than it should',
      ],
      ['Math.min(created + old.expire, latestTime)', 'created + old.expire', 'a time beyond the calendar'],
      [
        "dropVersions(draft, versions.slice(0, cut), kept, 'retired');",
        "dropVersions(draft, versions.slice(0, cut), kept, 'destroyed');",
        'a reader finds an old version gone',
      ],
      ['nextMax >= 1 &&', 'nextMax >= 0 &&', 'no version may be kept'],
      ['nextMax <= limits.maxVersions', 'true', 'any number of versions'],
      ['nextExpire > 0', 'nextExpire >= 0', 'an expiry of 0 ms'],
      ['Number.isSafeInteger(nextExpire) &&', '', 'an expiry of half a millisecond'],
      ['value.length > limits.customValue', 'false', 'metadata of any length'],
      ['key.length > limits.customKey', 'false', 'keys of metadata of any length'],
      ['pairs.size > limits.custom', 'pairs.size > limits.custom + 1', 'a pair more than may be'],
      ['entry === undefined || isDestroyed(entry)', 'entry === undefined', 'a destroyed secret is moved'],
      [
        'Math.max(entry.newest, there?.newest ?? 0)',
        'entry.newest',
        'a number once used at a path is used again',
      ],
      ["dropVersions(draft, versions, [], 'destroyed');", '', 'what was forgotten stays in the file'],
      [
        "dropVersions(draft, entry.versions.filter(isChosen), kept, 'destroyed');",
        '',
        'what was destroyed stays in the file',
      ],
      ['expect !== undefined && expect !== newest', 'false', 'check-and-set is not compared'],
      ['expect === undefined && !fresh && old?.cas', 'false', 'check-and-set that is required is not'],
      ['over !== undefined && over !== current', 'false', 'a form overwrites what moved meanwhile'],
      ['fresh && old !== undefined && !isDestroyed(old)', 'false', 'a new secret overwrites another'],
      [
        "if (key === '') fail({ code: 'bad-input', what: 'metadata-key', reason: 'empty' });",
        '',
        'an empty key of metadata',
      ],
      ['text.isWellFormed() &&', '', 'half a character in metadata'],
      ['253_402_300_799_999', '253_402_300_800_000', 'a year of five digits'],
      [
        'chosen.has(entry.indexed) ? { ...entry, versions, indexed: -1, fields: [] } : { ...entry, versions }',
        '{ ...entry, versions }',
        'visible values of a destroyed version stay in the index',
        { equivalent: 'another version is current then, and the index takes its fields' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/entry.ts',
    ['src/main/backend/write/change.test.ts'],
    [
      ['fields.length > limits.fields', 'false', 'any number of fields'],
      ['size > limits.version', 'false', 'a version of any size'],
      ['name.length > limits.fieldName', 'false', 'a field name of any length'],
      [
        'names?.has(name) ?? isNamedBefore(fields, at)',
        'names?.has(name)',
        'two fields of one name, where there are few',
      ],
      [
        'names?.has(name) ?? isNamedBefore(fields, at)',
        '!names && isNamedBefore(fields, at)',
        'two fields of one name, where there are many',
      ],
      ['kept.length > limits.tags', 'false', 'any number of tags'],
      ['tag.length > limits.tag)', 'false)', 'a tag of any length'],
      ['!isFieldType(type)', 'false', 'a field of an unknown type'],
      [
        'expires <= now',
        'expires < now',
        'a version lives a moment longer than said',
        { tests: ['src/main/backend/memory.conformance.test.ts'] },
      ],
      [
        'isCovered({ type, value }) ?',
        'value.length > limits.indexedValue ?',
        'hidden values lie in the index',
        { tests: ['src/main/backend/memory.conformance.test.ts', 'src/main/backend/format.test.ts'] },
      ],
      [
        'version.deleted === undefined && !isExpired',
        '!isExpired',
        'deleted versions are read',
        { tests: ['src/main/backend/memory.conformance.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/merge-change.ts',
    ['src/main/backend/write/change.test.ts'],
    [
      ['|| (old?.updated ?? 0) !== base.updated', '', 'metadata changed since the plan is overwritten'],
      ['(old?.newest ?? 0) !== base.newest ||', '', 'a version stored since the plan is lost'],
      [
        "dropVersions(draft, going, versions, 'destroyed');",
        '',
        'versions that a merge leaves out stay in the file',
      ],
    ],
  ),
];
