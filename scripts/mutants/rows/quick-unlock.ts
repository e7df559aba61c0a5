import { inFile } from '../row.ts';

const session = 'src/main/ipc/quick-unlock.test.ts';

export const mutants = [
  ...inFile(
    'src/main/app/quick-unlock/quick-unlock.ts',
    [session],
    [
      ['ready.wrong += 1;\n    const left', 'const left', 'PINs may be tried for ever'],
      [
        'if (ready.wrong >= mostWrongPins) return',
        'if (false) return',
        'many PINs at once are more than five',
      ],
      ['ready.wrong = 0;\n', '', 'wrong PINs of earlier unlocks count'],
      ['this.#deps.now() < wall && this.#deps', 'this.#deps', 'sleep does not count to the hours'],
      [
        'this.#deps.now() < wall && this.#deps.steady() < steady',
        'this.#deps.now() < wall',
        'a clock that is set back makes the hours longer',
      ],
      ['ready.slots !== vault.slotsMark', 'false', 'a changed passphrase leaves the PIN'],
      [
        '    clearTimeout(ready.timer);\n    ready.entry.drop();\n    this',
        '    clearTimeout(ready.timer);\n    this',
        'what the kernel has stays after a forgotten PIN',
      ],
      ['await (await this.#deps.parts()).question.ask(signal);\n', '', 'the system is not asked'],
    ],
  ),
  ...inFile(
    'src/main/app/quick-unlock/entry.ts',
    [session],
    [
      ['[...half, ...(pin ?? [])]', '[...half]', 'any PIN opens'],
      ['using _ = wipedAtEnd(half);\n    if', 'if', 'the kernel’s half stays in memory'],
      ['if (reason !== undefined) fail(', 'if (false) fail(', 'a PIN of one character is taken'],
    ],
  ),
  ...inFile(
    'src/main/vault/open.ts',
    [session],
    [
      [
        'if (headerMark(header) !== mark) fail',
        'if (false) fail',
        'a passphrase changed elsewhere leaves the PIN',
      ],
    ],
  ),
  ...inFile(
    'src/main/native/keyring.ts',
    ['src/main/native/keyring.test.ts'],
    [
      ['const processKeyring = -2;', 'const processKeyring = -4;', 'other programs find the key'],
      ['!ask(setTimeLimit, seconds)', '!ask(setTimeLimit, 0)', 'the kernel keeps it for ever'],
    ],
  ),
  ...inFile(
    'src/main/dbus/polkit.ts',
    ['src/main/dbus/polkit.test.ts'],
    [
      ["if (answer.isAllowed) return 'asks-nothing';\n", '', 'who is let through unasked opens the vault'],
      [
        'if (before !== undefined || signal.aborted) return before;',
        '',
        'it is not looked at first whether polkit would ask',
      ],
      ['if (answer.isAllowed) return undefined;', 'return undefined;', 'a refused question opens the vault'],
    ],
  ),
  ...inFile(
    'src/main/app/quick-unlock/keychain-keeper.ts',
    ['src/main/app/quick-unlock/keychain-keeper.test.ts'],
    [["this.#keychain() === undefined ? 'no-keychain' : this", 'this', 'a stand-in for a keychain is one']],
  ),
];
