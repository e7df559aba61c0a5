import { inFile } from '../row.ts';

// Recovery: sheets and their text, sets, T of N, gathering, rehearsing, restoring.
const sets = ['src/main/vault/sets.test.ts', 'src/main/vault/recovery.test.ts'];

export const mutants = [
  ...inFile(
    'src/shared/sheets/checksum.ts',
    ['src/main/recovery/shares.test.ts'],
    [
      [
        'found.length === 1 ?',
        'found.length > 0 ?',
        'a guess among several is offered as the right word',
        { equivalent: 'of 33 words, no two swaps and no swap and one wrong word look alike: all were tried' },
      ],
      ['return remainder(words, kind) === 0;', 'return true;', 'wrong words are no mistake'],
      ['...swaps(words, wrong)', '', 'two swapped words are not named'],
      [
        'if (effect(word, words.length - 1 - place) === wrong) return word;',
        'return word;',
        'a word that is in no list is put right by any other',
      ],
    ],
  ),
  ...inFile(
    'src/main/recovery/shares.ts',
    ['src/main/recovery/shares.test.ts'],
    [
      ['if (!taken.has(identifier)) return', 'return', 'a new set has the identifier of an older one'],
      ['${vaultId}\\n${set}\\n${words', '${set}\\n${words', 'a sheet has one fingerprint in all vaults'],
      ['${vaultId}\\n${set}\\n${words', '${vaultId}\\n${words', 'a sheet has one fingerprint in all sets'],
    ],
  ),
  ...inFile(
    'src/shared/sheets/share.ts',
    ['src/main/recovery/shares.test.ts'],
    [
      ['|| padding !== 0', '', 'a share with more than 256 bits is taken'],
      ["kind === 'shamir' ||", '', 'a share that is not extendable is taken'],
      ['(second & 15) !== 0 ||', '', 'a stretched share is taken'],
      ['|| group !== 0 ||', '||', 'a share of a group is taken'],
      [
        'tokens.length > 2 * recoveryLimits.words',
        'tokens.length > 10 * recoveryLimits.words',
        'whoever pastes a book is told of every word in it',
      ],
      [
        'if (words.length !== recoveryLimits.words) return refuseCount(words.length, isChecked(words, kind));',
        '',
        'a share of another length is taken',
      ],
      ['if (!isChecked(words, kind)) return refuseChecksum(words);', '', 'words with a mistake are taken'],
      [
        'run.length < recoveryLimits.words || !isChecked',
        '!isChecked',
        'fewer words than a sheet has are found in a text as one',
      ],
    ],
  ),
  ...inFile(
    'src/shared/sheets/sheet-text.ts',
    ['src/main/recovery/sheet-text.test.ts'],
    [
      ['/^HOLDFAST\\s+1', '/HOLDFAST\\s+1', 'the header may stand anywhere in the text'],
      ['(?:\\s|$)/;', '/;', 'an id that is too long is cut'],
      ['if (text.length > recoveryLimits.text) return undefined;', '', 'a text of any length is read'],
      [
        'return /^HOLDFAST\\b/.test(upper) ? undefined : only(wordsIn(upper));',
        'return only(wordsIn(upper));',
        'a header of another version is read as words',
      ],
      ['/^[\\p{L}', '/[\\p{L}', 'a word with something before it is taken'],
      ["\\p{N}'-]+$/u", "\\p{N}'-]+/u", 'a link is taken for words'],
    ],
  ),
  ...inFile(
    'src/shared/sheets/words.ts',
    ['src/main/recovery/words.test.ts', 'src/main/recovery/shares.test.ts'],
    [
      [
        'token.length < enough) return whole',
        'token.length < 2) return whole',
        'two letters name a word',
        { equivalent: 'no word begins with fewer than four letters in the map of beginnings' },
      ],
      [
        'slip39Words[index]?.startsWith(token) ?',
        'true ?',
        'a word that only begins like one of the list is taken for it',
      ],
      ['else if (distance === least) best = undefined;', '', 'a guess among several is offered'],
      [".replace(/\\p{Cf}/gu, '')", '', 'characters that nobody sees make a word unknown'],
    ],
  ),
  ...inFile(
    'src/main/recovery/gate.ts',
    ['src/main/recovery/gate.test.ts'],
    [
      [
        'expectOnly(text, await reader.frame(disturbed(drawn(codeOf(text), module)), true), index);',
        'await reader.frame(disturbed(drawn(codeOf(text), module)), true);',
        'codes that do not read back are offered',
      ],
      ['found.length !== 1 || found[0] !== text', 'found[0] !== text', 'a page with a second code passes'],
      [
        'found.length !== 1 || found[0] !== text',
        'found.length !== 1',
        'a page with the code of another sheet passes',
      ],
      [
        'if (pages.length !== texts.length) throw',
        'if (pages.length < texts.length) throw',
        'a page too many passes',
      ],
      [
        'if (pages.length !== 1) throw',
        'if (pages.length === 0) throw',
        'a file with a page too many passes',
      ],
      [
        'if (proven.length !== texts.length) throw',
        'if (proven.length > texts.length) throw',
        'a sheet without a file passes',
      ],
    ],
  ),
  ...inFile(
    'src/main/recovery/gathering.ts',
    ['src/main/recovery/gathering.test.ts', ...sets],
    [
      ['if (fault !== undefined) fail(fault);', '', 'the root key is given though the sheets are not enough'],
      [
        "this.purpose === 'prove' ? slot?.shares : slot?.threshold",
        'slot?.threshold',
        'a set counts as proven with T of its N sheets',
      ],
      [
        'if (text.length > recoveryLimits.text) refuse',
        'if (false) refuse',
        'the text of a sheet has any length',
      ],
      ['this.#refuseOther(read?.vault, read?.set);', '', 'the ids of a code are not looked at'],
      ['this.#refuseSet(share);', '', 'a sheet of another set is taken'],
      ['this.#refuseKnown(share);', '', 'a sheet given twice or forged is taken'],
      ['&& slot.threshold === threshold', '', 'a sheet that asks for another number of sheets is taken'],
      ['&& sheet <= slot.shares;', ';', 'a sheet beyond the set’s number is taken'],
      [
        'if (known !== undefined && slot !== undefined && fingerprint(vaultId, slot.set, words) !== known) {',
        'if (false) {',
        'a forged sheet is not named at once',
      ],
      [
        'const complete = this.#opening !== undefined && taken',
        'const complete = taken',
        'sheets that do not open the vault are called enough',
      ],
      ['taken.length >= this.need;', 'true;', 'a set counts as read back before every sheet was'],
      [
        'this.#shares.clear();\n    this.#opening = undefined;',
        'this.#opening = undefined;',
        'words of sheets stay after they are no longer needed',
      ],
      [
        'const still = this.#opening?.every((share) => this.#shares.get(share.sheet) === share) === true;',
        'const still = this.#opening !== undefined;',
        'a sheet that was taken back still opens the vault',
      ],
      ['if (key === undefined) misfits.push(share.sheet);', '', 'a forged sheet among enough is not named'],
      [
        'if (tried % subsetsAtOnce === 0) await breathe();',
        '',
        'the window stands still while sheets are tried',
        {
          survives:
            'each try waits for HKDF’s thread already; how long a turn lasts is measured by the benches',
        },
      ],
      [
        'this.#last.then(() => this.#judgeNow(fresh))',
        'this.#judgeNow(fresh)',
        'a sheet that comes while others are tried is not tried with them',
      ],
    ],
  ),
  ...inFile('src/main/vault/recovery.ts', sets, [
    [
      'if (proven.length < slot.shares) fail',
      'if (proven.length < slot.threshold) fail',
      'a set is activated with T of its N sheets read back',
    ],
    [
      'const known = [recoverySlotOf(slots), pending?.slot, ...retiredSetsOf(slots)];',
      'const known = [recoverySlotOf(slots)];',
      'a new set has the identifier of one that waited or ended',
    ],
    [
      "if (back === undefined || !Buffer.from(back).equals(secret))\n          fail({ code: 'internal', reference: 'slip39' });",
      '',
      'sheets are not read back before they are given out',
    ],
    [
      '[sheets.slice(0, size.threshold), sheets.slice(-size.threshold)]',
      '[sheets.slice(0, size.threshold)]',
      'only the first sheets of a new set are read back',
    ],
    [
      "if (fault !== undefined) fail({ code: 'bad-input', what: 'set-size', reason: fault });",
      '',
      'a set of a size that cannot be is made',
    ],
    [
      "if (this.#vault.backend.readOnly) fail({ code: 'read-only' });",
      '',
      'a set is begun in a vault that cannot be written',
    ],
    ['await this.#vault.refresh();', '', 'what another program stored in the register is overwritten'],
    [
      'return this.#vault.turn(async () => {',
      'return (async (work: () => Promise<T>) => work())(async () => {',
      'two changes of a set at once lose one',
    ],
    [
      'for (const sheet of sheets) refuseSheet(sheet, pending.slot.shares);',
      '',
      'a sheet that is not in the set counts as read back',
    ],
    [
      'for (const sheet of sheets) refuseSheet(sheet, slot.shares);',
      '',
      'a sheet that is not in the set counts as rehearsed',
    ],
    ['sheet < 1 || sheet > shares', 'sheet < 0 || sheet > shares', 'sheet 0 counts as read back'],
    [
      'sheet < 1 || sheet > shares',
      'sheet < 1 || sheet > shares + 1',
      'a sheet beyond the last counts as read back',
    ],
    ['!Number.isInteger(sheet) ||', '', 'half a sheet counts as read back'],
    [
      "if (names.length > shares) fail({ code: 'bad-input', what: 'holders', reason: 'too-many' });",
      '',
      'a holder too many is dropped without a word',
    ],
    [
      'name.length > recoveryLimits.holder)',
      'name.length > recoveryLimits.holder + 1)',
      'a name beyond the limit makes the register unreadable',
    ],
    ['months > 60', 'months > 61', 'a reminder beyond the limit is taken'],
    [
      'gathering.forget();\n    return this.markProven(taken);',
      'return this.markProven(taken);',
      'words of a sheet stay after it was read back',
      { equivalent: 'nobody holds what gathered them once it has answered' },
    ],
  ]),
  ...inFile('src/main/vault/recovery-status.ts', sets, [
    [
      'register.active?.set === slot?.set ? register.active : undefined',
      'register.active',
      'holders of another set are shown with this one',
    ],
    [
      'Math.max(Date.parse(slot.created), rehearsed ?? 0)',
      'Date.parse(slot.created)',
      'a rehearsal does not put off the reminder',
    ],
  ]),
  ...inFile('src/main/vault/register.ts', sets, [
    [
      "return parsed.success ? parsed.data : fail({ code: 'damaged', part: 'head' });",
      'return parsed.success ? parsed.data : parseRegister(undefined);',
      'a register that cannot be read is replaced by an empty one',
    ],
    [
      'if (date.getUTCDate() !== day) date.setUTCDate(0);',
      '',
      'the reminder after a short month comes days late',
    ],
    ['if (active?.set === set) return active;', '', 'holders are forgotten by a rehearsal'],
  ]),
  ...inFile(
    'src/main/app/session/unlock-ways.ts',
    ['src/main/app/recovery/recovery-session.test.ts'],
    [['        keepKeys,\n', '', 'a recovery in the window changes keys that were to be kept']],
  ),
  ...inFile(
    'src/main/app/session/front-vault.ts',
    ['src/main/app/recovery/recovery-session.test.ts'],
    [
      [
        '...(dropped.length > 0 && { dropped:',
        '...(false && { dropped:',
        'the window is not told of a slot that new keys could not be given to',
      ],
    ],
  ),
  ...inFile('src/main/vault/restore.ts', sets, [
    [
      "if (readOnly && to === undefined) fail({ code: 'read-only' });",
      '',
      'Argon2 runs for a recovery that cannot be written',
    ],
    ["if (signal?.aborted) fail({ code: 'cancelled' });", '', 'a recovery that was called off goes on'],
    ['taken.filter((one) => !suspects.includes(one))', 'taken', 'a forged sheet counts as rehearsed'],
    [
      'kept.map((slot) => (slot.id === before ? fresh : slot))',
      '[fresh, ...kept]',
      'a forgotten passphrase opens the vault after a recovery',
    ],
    [
      "if (failureOf(error)?.code === 'wrong-key') fail({ code: 'damaged', part: 'head' });",
      '',
      'a damaged head is called a wrong key after the right sheets',
    ],
    ['await backend?.close();', '', 'a recovery that failed leaves the vault open'],
    [
      "const audit = [vault.audit.record('recovery.restore')];",
      'const audit: never[] = [];',
      'a recovery is not written down',
    ],
    [
      'renew: !keepKeys });',
      'renew: false });',
      'the forgotten passphrase and an older copy open what is written after a recovery',
      { tests: ['src/main/vault/restore.test.ts'] },
    ],
    [
      'renew: !keepKeys });',
      'renew: true });',
      'a recovery changes keys that were to be kept',
      { tests: ['src/main/vault/restore.test.ts'] },
    ],
    [
      "if (!keepKeys) audit.push(vault.audit.record('key.replace'));",
      '',
      'new keys of a recovery are not written down',
      { tests: ['src/main/vault/restore.test.ts'] },
    ],
  ]),
];
