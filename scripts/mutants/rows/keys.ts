import { inFile } from '../row.ts';

// Keys and plaintext after use: in key slots, the vault, and what it keeps while it is open.
const wiped = 'src/main/vault/wiped.test.ts';

export const mutants = [
  ...inFile(
    'src/main/backend/format/keyring.ts',
    [wiped],
    [
      ['wipe(address, data);', '', 'fresh data keys stay in memory'],
      [
        'return secretKey(bytes);\n  } finally {\n    wipe(bytes);',
        'return secretKey(bytes);\n  } finally {',
        'keys of an opened head stay in memory',
      ],
      ['wipe(address);\n    ring', 'ring', 'the address key of a new root key stays in memory'],
      ['wipe(bytes);\n    return term;', 'return term;', 'a new term’s key stays in memory'],
      ['wipe(plain);\n    return sealed;', 'return sealed;', 'what was sealed stays in memory'],
      ['using _ = wipedAtEnd(plain);', '', 'what was opened stays in memory'],
      [
        'wipe(plain);\n    return true;',
        'return true;',
        'what was only authenticated stays in memory',
        { tests: ['src/main/backend/format/keyring.test.ts'] },
      ],
      [
        'return toBase64url(bytes);\n  } finally {\n    wipe(bytes);',
        'return toBase64url(bytes);\n  } finally {',
        'data keys that a head carries stay in memory',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/manifest.ts',
    [wiped],
    [
      [
        'wipe(plain);\n  return buildManifest',
        'return buildManifest',
        'a head that was sealed stays in memory',
      ],
      ['using _ = wipedAtEnd(plain);', '', 'a head that was opened, with all data keys, stays in memory'],
    ],
  ),
  ...inFile(
    'src/main/backend/reader.ts',
    ['src/main/vault/locked.test.ts', wiped],
    [
      [
        'if (this.#closed) wipe(text);\n      else this',
        'this',
        'a page read while the vault is locked stays',
      ],
      ['this.#texts.clear();', '', 'opened pages stay as text after a lock'],
      ['this.#cache.clear();', '', 'parsed pages stay after a lock'],
      [
        'keep(id: ObjectId, page: Page): void {\n    if (this.#closed) return;',
        'keep(id: ObjectId, page: Page): void {',
        'a page written while the vault is locked stays',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/encrypted.ts',
    ['src/main/vault/locked.test.ts', wiped],
    [
      [
        'this.#rootKey = undefined;\n    this.#others = [];',
        'this.#others = [];',
        'the root key is held after opening',
        { equivalent: 'whoever opened wipes these same bytes' },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/bulk/plain.ts',
    ['src/main/backend/write/bulk/plain.test.ts'],
    [
      ['wipe(this.#buffer.subarray(0, this.#used));', '', 'a batch of an import stays in memory'],
      ['wipe(this.#buffer);', '', 'a batch of an import stays where the buffer was before it grew'],
      [
        'Buffer.alloc(Math.max',
        'Buffer.allocUnsafe(Math.max',
        'a batch begins in memory of others',
        {
          equivalent: 'every byte up to what is used is written, and no other is read',
        },
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/page-texts.ts',
    ['src/main/backend/format/page-texts.test.ts'],
    [
      ['wipe(text);', '', 'what falls out of the cache stays in memory'],
      ['if (this.#size <= this.#limit) break;', 'break;', 'all pages of a vault stay as text'],
      ['this.#size -= text.length;', '', 'the cache keeps less and less'],
    ],
  ),
  ...inFile(
    'src/main/keyslots/passphrase.ts',
    [wiped],
    [
      [
        'return { slot: { id, kind, label, created: input.now.toISOString(), kdf, ...recipient }, psk };\n  } finally {\n    wipe(secret);',
        'return { slot: { id, kind, label, created: input.now.toISOString(), kdf, ...recipient }, psk };\n  } finally {',
        'Argon2’s output for a new slot stays in memory',
      ],
      [
        'return await unwrapWith(slot, secret, vaultId);\n  } finally {\n    wipe(secret);',
        'return await unwrapWith(slot, secret, vaultId);\n  } finally {',
        'Argon2’s output for a passphrase that is tried stays in memory',
      ],
      [
        'wipe(output, both);',
        '',
        'what a passphrase and a key file give stays in memory',
        { tests: ['src/main/vault/key-file.test.ts'] },
      ],
      [
        'both.set(keyFile, output.length);',
        '',
        'any key file opens',
        { tests: ['src/main/vault/key-file.test.ts'] },
      ],
      [
        'both.set(output);',
        '',
        'a key file opens with any passphrase',
        { tests: ['src/main/vault/key-file.test.ts'] },
      ],
      [
        "if ((kind === 'passphrase-and-file') !== (options.keyFile !== undefined)) return undefined;",
        '',
        'a slot of both kinds is tried with a passphrase alone',
        { equivalent: 'without the file another key is derived, and the slot does not open' },
      ],
      [
        "normalize('NFC')",
        "normalize('NFD')",
        'a passphrase typed on another keyboard does not open',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        'if (Number.isInteger(value) && value >= least && value <= most) return;',
        'if (value >= least) return;',
        'a hostile file has all memory',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        'memoryKiB * passes, 8 * MIB, KDF_BUDGET',
        'memoryKiB, 8 * MIB, KDF_BUDGET',
        'a hostile file has hours of work',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        "refuseOutside('slots', slots.length, 0, peopleLimits.people);",
        '',
        'any number of passphrases is tried',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        'for (const { kdf } of slots) refuseKdf(kdf, machineBytes);',
        '',
        'a hostile slot is refused only after others were tried',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        "refuseOutside('passes', passes, 1, 100);",
        "refuseOutside('passes', passes, 1, 101);",
        'a pass more than said',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        "refuseOutside('lanes', lanes, 1, 64);",
        "refuseOutside('lanes', lanes, 1, 65);",
        'a lane more than said',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        'refuseKdf(kdf, machineBytes);\n  const salt',
        'const salt',
        'Argon2 runs as a hostile slot says',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
      [
        '{ memoryKiB: 64 * 1024, passes: 3, lanes: 4 }',
        '{ memoryKiB: 32 * 1024, passes: 3, lanes: 4 }',
        'a new slot may cost half as much',
        { tests: ['src/main/keyslots/passphrase.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/recipient.ts',
    [wiped, 'src/main/keyslots/recipient.test.ts'],
    [
      ['wipe(seed);\n  }\n}', '}\n}', 'the seed of a new slot stays in memory'],
      ['wipe(made.shared);', '', 'what wraps a root key stays in memory'],
      ['wipe(seed, psk, shared);', '', 'what unwraps a root key stays in memory'],
      ['wipe(both);', '', 'a slot’s keys, joined, stay in memory'],
      ['using _ = wipedAtEnd(shared);', '', 'a slot’s pre-shared key stays in memory'],
      ['both.set(psk, shared.length);', '', 'whoever knows a public key gives a vault another root key'],
      [
        'const words = [hex(vaultId), id, kind,',
        'const words = [id, kind,',
        'a slot opens in another vault',
        { equivalent: 'the keys are derived with the vault’s id, too' },
      ],
      ['id, kind, hash(slot.public)', 'id, hash(slot.public)', 'a slot opens as one of another kind'],
      [
        'hash(slot.public), hash(slot.encapsulated)',
        'hash(slot.public)',
        'what was encapsulated is not bound',
        { equivalent: 'another encapsulation gives another shared secret, and X-Wing hashes it in' },
      ],
    ],
  ),
  ...inFile(
    'src/main/keyslots/key-file.ts',
    ['src/main/keyslots/key-file.test.ts'],
    [
      ['wipe(chunk);', '', 'a key file that was read stays in memory'],
      ['using _ = wipedAtEnd(bytes);', '', 'a key file that was made stays in memory'],
      ["'wx', 0o600", "'w', 0o600", 'a new key file takes the place of another'],
      ["'wx', 0o600", "'wx'", 'others may read a new key file'],
      ["if (size === 0) refuse('empty');", '', 'an empty file is a key file'],
      ["if (found.isDirectory()) refuse('folder');", '', 'a folder is called something else'],
      [
        "if (!found.isFile() && !(pipe && found.isFIFO())) refuse('not-a-file');",
        '',
        'a device is read without end',
      ],
      [
        'if (found.size > mostKeyFile)',
        'if (false)',
        'a large file is read before it is refused',
        { equivalent: 'it is refused after as many bytes as are taken: what is spared is time' },
      ],
    ],
  ),
  ...inFile(
    'src/cli/commands/key-file-set.ts',
    ['src/cli/key-file.test.ts'],
    [
      ['return await withVault', 'return withVault', 'a key file is wiped before the slot is made of it'],
      [
        "{ keepKeys: call.options['keep-keys'] }",
        '{ keepKeys: true }',
        'a vault that gets a key file keeps keys that older copies open without',
      ],
    ],
  ),
  ...inFile(
    'src/main/app/session/chosen-vault.ts',
    ['src/main/app/session-key-file.test.ts'],
    [
      [
        'this.put(place, this.#recent(place)?.keyFile);',
        'this.put(place, undefined);',
        'a vault’s key file is known until the app ends',
      ],
      ['this.#asksKeyFile = vault.keyFileAsked;', '', 'after a lock no key file is asked for'],
      [
        "asked === 'some' && { optional: true }",
        '{}',
        'who has no key file cannot unlock a vault in which another person has one',
      ],
    ],
  ),
  ...inFile(
    'src/main/app/session.ts',
    ['src/main/app/session-key-file.test.ts'],
    [
      [
        'this.#chosen.put(place, vault.asksKeyFile ? keyFile : undefined);',
        'this.#chosen.put(place, this.#chosen.keyFile);',
        'a key file of one vault is named for the next',
      ],
      [
        'const keyFile = this.vault.asksKeyFile ? this.#chosen.keyFile : undefined;',
        'const keyFile = undefined;',
        'keys of a vault with a key file cannot be changed',
      ],
      [
        'this.#chosen.setKeyFile(keyFile);\n    this.#chosen.remember(this.place);',
        'this.#chosen.setKeyFile(keyFile);',
        'a replaced key file is looked for where the old one lay',
      ],
    ],
  ),
  ...inFile(
    'src/main/ipc/handlers/vault.ts',
    ['src/main/app/session-key-file.test.ts'],
    [
      ['keyFile: ownIf(chosen, key) })', 'keyFile: key })', 'the page has any file read as a key file'],
      [
        "typeof old === 'string' ? passphrase : { ...old, passphrase }",
        'passphrase',
        'a new passphrase lets the key file go',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/slots.ts',
    ['src/main/vault/key-file.test.ts'],
    [
      [
        "...(isAsked && { keyFile: keyFile === undefined ? 'missing' : 'given' }),",
        '',
        'nobody is told that a key file is asked for',
      ],
      [
        "...(slot.kind === 'passphrase-and-file' && { keyFile })",
        'keyFile',
        'a key file too many shuts a vault that asks for none',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/open.ts',
    [wiped, 'src/main/vault/vault.test.ts'],
    [
      [
        'slot: made });\n  } finally {\n    wipe(rootKey);',
        'slot: made });\n  } finally {',
        'the root key stays in memory after a vault was made',
      ],
      [
        'throw error;\n  } finally {\n    wipe(rootKey, ...others.map((other) => other.rootKey));',
        'throw error;\n  } finally {',
        'the root key stays in memory after an unlock',
      ],
      [
        "if (signal?.aborted) fail({ code: 'cancelled' });",
        '',
        'an unlock that was called off after Argon2 goes on',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
      [
        "if (failureOf(error)?.code === 'wrong-key') fail({ code: 'damaged', part: 'head' });",
        '',
        'a damaged head looks like a wrong key',
      ],
      [
        'random(16)).toString',
        'new Uint8Array(16)).toString',
        'every vault has one id',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
      [
        'const rootKey = randomKey();',
        'const rootKey = new Uint8Array(32);',
        'every vault has one root key',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/keys.ts',
    [wiped, 'src/main/vault/vault.test.ts', 'src/main/vault/recovery.test.ts'],
    [
      ['} finally {\n    wipe(rootKey);', '} finally {', 'a new root key stays in memory'],
      [
        'const rootKey = randomKey();',
        'const rootKey = new Uint8Array(32);',
        'a new root key is known',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
      [
        '(isNote(slot) ? slot : rewrapped(slot, psks, wrapping))',
        'slot',
        'slots that wrap the old root key stay after a rekey',
      ],
      [
        'await backend.storeKeySlots(carried, rootKey,',
        'await backend.storeKeySlots(carried, undefined,',
        'a rekey changes no key',
      ],
      [
        '[...withFreshKeys(now), ...follow(now)]',
        'follow(now)',
        'an older copy opens files that are encrypted after a rekey',
        { tests: ['src/main/vault/attacker.test.ts', 'src/main/vault/cipher.test.ts'] },
      ],
      [
        'return dropped.map(',
        'return dropped.slice(1).map(',
        'a slot that a rekey drops goes without a word',
        { tests: ['src/main/vault/restore.test.ts'] },
      ],
      [
        "stored === 'unread' ? undefined : await around(stored, wrapping)",
        "await around(stored === 'unread' ? { remindMonths: 0, declined: false } : stored, wrapping)",
        'a recovery throws away a register that it cannot read',
        { tests: ['src/main/vault/restore.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/vault.ts',
    ['src/main/vault/locked.test.ts', wiped, 'src/main/vault/vault.test.ts'],
    [
      [
        'async lock(): Promise<void> {\n    this.#forgetCatalog();',
        'async lock(): Promise<void> {',
        'names and visible values stay after a lock',
      ],
      ['this.policies.clear();', '', 'compiled policies stay after a lock'],
      [
        'if (this.audit.waits) await this.audit.settle();',
        '',
        'entries of the audit that wait are lost at a lock',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
      [
        '} finally {\n        wipe(rootKey);',
        '} finally {',
        'the root key stays in memory after a change of passphrase',
      ],
      [
        'void this.#catalog?.then((catalog) => catalog.clear()).catch(() => undefined);',
        '',
        'a catalog that somebody still holds stays full',
      ],
      ['if (changed) this.#forgetCatalog();', '', 'what another program wrote is not seen'],
      [
        'if (paths.length > manyChanges) this.#forgetCatalog();',
        '',
        'an import reads each secret again',
        { equivalent: 'the same catalog, made more slowly' },
      ],
      [
        '[entry, ...(removed?.audit ?? [])]',
        'removed?.audit ?? []',
        'revoking a program leaves no entry in the audit',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
      [
        'slots = from.map((one) => (one.id === slot.id ? fresh.slot : one))',
        'slots = [...from, fresh.slot]',
        'the old passphrase still opens',
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/slots.ts',
    [wiped, 'src/main/vault/vault.test.ts'],
    [
      [
        'throw error;\n  } finally {\n    wipe(bytes);',
        'throw error;\n  } finally {',
        'a passphrase that was tried stays in memory',
      ],
      [
        '    });\n  } finally {\n    wipe(bytes);',
        '    });\n  } finally {',
        'a new passphrase stays in memory',
      ],
      [
        'for (const slot of known) {',
        'for (const slot of known.slice(0, 1)) {',
        'only the first passphrase is tried',
        { tests: ['src/main/vault/slots.test.ts'] },
      ],
      ['refuseSlots(known);', '', 'a hostile slot is tried', { tests: ['src/main/vault/slots.test.ts'] }],
      [
        "if (signal?.aborted) fail({ code: 'cancelled' });",
        '',
        'an unlock that was called off fails by another name',
      ],
      [
        'lanes: kdf.lanes };',
        'lanes: 1 };',
        'another passphrase costs less than the one before',
        { tests: ['src/main/vault/slots.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/cipher.ts',
    [wiped, 'src/main/vault/cipher.test.ts'],
    [
      ['} finally {\n        wipe(key);', '} finally {', 'the key of all files of a name stays in memory'],
      [
        'return toBase64url(key);\n  } finally {\n    wipe(key);',
        'return toBase64url(key);\n  } finally {',
        'a new key of files stays in memory',
      ],
      [
        '`${freshKey()} ${value}`',
        '`${value} ${freshKey()}`',
        'the key of before encrypts on after a rekey',
        { tests: ['src/main/vault/cipher.test.ts'] },
      ],
      [
        '`${freshKey()} ${value}`',
        'freshKey()',
        'files of before a rekey do not open any more',
        { tests: ['src/main/vault/cipher.test.ts'] },
      ],
      ['wipe(...others);', '', 'keys of a file that are not used stay in memory'],
      ['value, ifAbsent: true }', 'value }', 'two programs at once replace each other’s new key'],
      ['{0,63})$/', '{0,63})/', 'a file with a longer first line is taken'],
      ['/^holdfast-cipher', '/holdfast-cipher', 'a file with something before its first line is taken'],
      ['bytes, Buffer.from', 'new Uint8Array(16), Buffer.from', 'all files of a name have one key'],
      ['start.length < end + 1 + saltBytes', 'start.length < end + 1', 'a header that is cut off is taken'],
      [
        'if (client !== owner) await',
        'if (client === owner) await',
        'a program reads files and it is not written down',
        { tests: ['src/main/vault/cipher.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/recovery.ts',
    [wiped, 'src/main/vault/recovery.test.ts'],
    [
      [
        '} finally {\n        wipe(rootKey);',
        '} finally {',
        'the root key stays in memory after a set was issued',
      ],
      ['} finally {\n      wipe(secret);', '} finally {', 'the secret of a set stays in memory'],
      ['wipe(back);', '', 'the secret of a set, read back, stays in memory'],
      [
        'const secret = randomKey();',
        'const secret = new Uint8Array(32);',
        'every set has one secret',
        { tests: ['src/main/vault/fresh.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/vault/restore.ts',
    [wiped, 'src/main/vault/recovery.test.ts'],
    [
      [
        'throw error;\n  } finally {\n    wipe(rootKey);',
        'throw error;\n  } finally {',
        'the root key stays in memory after a recovery',
      ],
      [
        '} finally {\n    gathering.forget();',
        '} finally {',
        'words of sheets stay in memory after a recovery',
        { equivalent: 'nobody holds what gathered them once it has answered' },
      ],
    ],
  ),
  ...inFile(
    'src/main/recovery/gathering.ts',
    [wiped, 'src/main/recovery/gathering.test.ts'],
    [
      ['} finally {\n      wipe(secret);', '} finally {', 'the secret of sheets stays in memory'],
      [
        'wipe(key);\n      if (key !== undefined) return opening;',
        'if (key !== undefined) return opening;',
        'the root key that some sheets gave stays in memory',
      ],
      [
        'misfits.push(share.sheet);\n      wipe(key);',
        'misfits.push(share.sheet);',
        'the root key stays in memory while a wrong sheet is sought',
      ],
    ],
  ),
  ...inFile(
    'src/main/electron/clipboard.ts',
    ['src/main/electron/clipboard.test.ts'],
    [['wipe(bytesOfKey);', '', 'the key that tells copied values apart stays in memory']],
  ),
];
