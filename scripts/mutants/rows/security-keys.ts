import { inFile } from '../row.ts';

const slots = 'src/main/vault/security-keys.test.ts';
const native = 'src/main/native/security-keys.test.ts';

export const mutants = [
  ...inFile(
    'src/main/vault/security-keys.ts',
    [slots],
    [
      [
        "if (keys.length < 2 && !this.mayAddOne) refuse('sheets-first');\n",
        '',
        'one key alone, without sheets',
      ],
      ['renew: true', 'renew: false', 'a removed key opens what is written later'],
      [
        '[settingNames.holder(slot.id), owner.id]',
        "[settingNames.holder(slot.id), '']",
        'a key is nobody\u2019s',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/key-holders.ts',
    [slots],
    [['holders[at] !== person', 'true', 'a removed person opens the vault by a key']],
  ),
  ...inFile(
    'src/main/native/security-keys.ts',
    [native],
    [
      ['off.aborted && c.cancel(handle)', 'false', 'a key that nobody touches cannot be called off'],
      ["if (more.length > 0) refuse('several');\n", '', 'some key of several is set up'],
      [
        "if (one.verified && !device.hasUv && !asking.pin) refuse('needs-pin');\n",
        '',
        'a key with a PIN is asked without it',
      ],
    ],
  ),
];
