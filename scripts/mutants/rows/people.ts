import { inFile } from '../row.ts';

// Who opens a vault: invitations, answers, and what must hold before a slot is added or taken away.
const people = 'src/main/vault/people.test.ts';
const attacker = 'src/main/vault/people-attacker.test.ts';
const wiped = 'src/main/vault/wiped.test.ts';

export const mutants = [
  ...inFile(
    'src/main/vault/people.ts',
    [people],
    [
      [
        'if (!isSameWords(words, await sixWords(bytes)))',
        'if (words === ``)',
        'an answer is taken whatever words were compared',
      ],
      [
        "if (answer.vault !== this.#vault.vaultId) fail({ code: 'code-refused', reason: 'other-vault' });",
        '',
        'an answer to another vault’s invitation is not told apart',
      ],
      ["if (slot.id === person.id) refuse('self');", '', 'a person removes themselves'],
      ["if (people.length < 2) refuse('last');", '', 'the last person is removed'],
      ['refuseSlots([answer]);', '', 'an answer may ask for all memory of every machine'],
      ['[settingNames.invitation(answer.invitation), undefined],', '', 'an answer can be confirmed twice'],
      [
        "audit: [audit.record('people.remove', person.name), audit.record('key.replace')],\n        renew: true,",
        "audit: [audit.record('people.remove', person.name), audit.record('key.replace')],\n        renew: false,",
        'who was removed opens with an old copy what is written later',
        { tests: [attacker, people] },
      ],
      [
        'if (people >= peopleLimits.people)',
        'if (people > peopleLimits.people)',
        'a ninth passphrase locks everybody out',
      ],
      [
        "if (this.#vault.backend.readOnly) fail({ code: 'read-only' });",
        '',
        'a vault that is only read is tried to be changed',
        { equivalent: 'The store refuses it, too.' },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/people-settings.ts',
    [people],
    [
      [
        'if (renewed && name.startsWith(invitationPrefix))',
        'if (false as boolean)',
        'who has an older copy knows the keys of invitations that still wait',
        { tests: [people, attacker] },
      ],
      [
        'if (next !== undefined && kept.has(next))',
        'if (false as boolean)',
        'whoever changes their passphrase loses their name',
      ],
      [
        'changes.push([name, undefined]);\n    const next',
        'const next',
        'a name stays where its slot is gone',
        { tests: ['src/main/vault/people-settings.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/six-words.ts',
    [people, 'src/main/vault/six-words.test.ts'],
    [
      ['n < peopleLimits.words', 'n < 5', 'five words are compared, not six'],
      ['number /= BigInt(list.length);', '', 'all six words are the same one'],
      [
        '...KDF_FLOOR',
        '...KDF_FLOOR, passes: 1',
        'a guess at other words costs a third',
        { tests: ['src/main/backend/format.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/code.ts',
    ['src/main/keyslots/code.test.ts', people],
    [
      [
        'if (!equal(all.subarray(-checkBytes), checkOf(mark + number, bytes)))',
        'if (false as boolean)',
        'a code that was changed on the way is read',
      ],
      ['if (text.length > peopleLimits.code)', 'if (false as boolean)', 'a code of any length is read'],
      [
        "if (number !== form) fail({ code: 'code-refused', reason: 'newer' });",
        '',
        'a newer code is taken for a broken one',
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/invitation.ts',
    [attacker, 'src/main/backend/format.test.ts'],
    [
      [
        'const sealed = toBase64url(seal(between, aadOf(parts), psk, fixed?.nonce));',
        'const sealed = text(Buffer.concat([new Uint8Array(12), psk, new Uint8Array(16)]));',
        'whoever sees an answer knows the pre-shared key of the slot',
      ],
      [
        '} finally {\n    wipe(psk);',
        '} finally {',
        'the pre-shared key of an answer stays in memory',
        { tests: [wiped] },
      ],
      ['wipe(shared, all);', '', 'what seals the pre-shared key stays in memory', { tests: [wiped] }],
      [
        'using __ = wipedAtEnd(own);',
        '',
        'the private half of an answer’s key pair stays in memory',
        { tests: [wiped] },
      ],
      [
        'const secret = await secretOf(kdf, holder.passphrase, vaultId, holder);\n  using _ = wipedAtEnd(secret);',
        'const secret = await secretOf(kdf, holder.passphrase, vaultId, holder);',
        'what a new person’s passphrase comes to stays in memory',
        { tests: [wiped] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/vault.ts',
    [people],
    [
      [
        'this.#opening = { ...opening, slot: await this.#ownerOf(slot) };',
        '',
        'nobody learns when a person last opened the vault',
      ],
      ['this.audit.actAs(auditName(name));', '', 'the audit does not say who'],
      [
        'change.replaced?.get(before.slot) ?? before.slot',
        'before.slot',
        'after a changed passphrase the vault forgets who opened it',
      ],
      [
        'needsKeyFile(own === undefined ? slots : [own])',
        'needsKeyFile(slots)',
        'a person with a key file among others without is taken for one of those',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/audit.ts',
    [people],
    [
      [
        'client === owner && time === undefined ? this.#self : client',
        'client === owner ? this.#self : client',
        'whoever unlocks next is named for what happened while the vault was locked',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/restore.ts',
    [people],
    [
      [
        'if (name === undefined && people.length > 1)',
        'if (false as boolean)',
        'a recovery takes the first person’s passphrase away, whoever came with the sheets',
      ],
    ],
  ),
  ...inFile(
    'src/cli/commands/people-join.ts',
    ['src/cli/people.test.ts'],
    [
      [
        'return await answerCode(',
        'return answerCode(',
        'the passphrase is wiped before it is used: anybody opens the vault with any passphrase of zeros',
      ],
    ],
  ),
  ...inFile(
    'src/cli/commands/people-confirm.ts',
    ['src/cli/people.test.ts'],
    [
      [
        'if (await ask(text.sameWords(name)))',
        'await ask(text.sameWords(name));\n  if (name !== ``)',
        'somebody is let in although the words were others',
      ],
    ],
  ),
  ...inFile(
    'src/main/ipc/handlers/people.ts',
    ['src/main/ipc/handlers/people.test.ts'],
    [
      [
        'readCode(kind, code);\n      const file',
        'const file',
        'the page writes any text to a file that a person names',
      ],
      ['readCode(kind, code);\n      await', 'await', 'the page puts any text on the clipboard'],
      ['if (found.size > most)', 'if (false as boolean)', 'a file of any size is read for a code'],
      ['keyFile: ownIf(chosen, keyFile)', 'keyFile', 'the page has any file read as a key file'],
    ],
  ),
];
