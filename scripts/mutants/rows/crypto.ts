import { inFile } from '../row.ts';

export const mutants = [
  ...inFile(
    'src/main/crypto/primitives.ts',
    [
      'src/main/crypto/primitives.test.ts',
      'src/main/crypto/secrets.test.ts',
      'src/main/crypto/argon2.test.ts',
    ],
    [
      ['finally {\n    wipe(bytes);', 'finally {', 'a hashed text stays in memory'],
      [
        'for (const part of parts) hash.update(part);',
        'for (const part of parts.slice(0, 1)) hash.update(part);',
        'a hash covers its first part alone',
      ],
      ['nodeRandomInt(limit)', 'nodeRandomInt(limit - 1)', 'the last of the choices is never drawn'],
      ['cipher.setAAD(aad);\n  const ciphertext', 'const ciphertext', 'what is sealed is bound to no place'],
      [
        'if (sealed.length < TAG) return undefined;\n  const end',
        'const end',
        'bytes shorter than a tag throw',
      ],
      [
        "createDecipheriv('aes-256-gcm', key, twelve(nonce), { authTagLength: TAG })",
        "createDecipheriv('aes-256-gcm', key, twelve(nonce))",
        'a tag may be shorter than 16 bytes',
        {
          equivalent:
            'the tag is cut from the end of `sealed` with its 16 bytes: no shorter one ever reaches node',
        },
      ],
      ['wipe(plaintext); // unauth', '// unauth', 'what did not authenticate stays in memory'],
      [
        'return undefined;\n  }\n  return plain(plaintext)',
        'return plain(plaintext);\n  }\n  return plain(plaintext)',
        'what did not authenticate is given out',
      ],
      [
        "if (bytes.length !== 32) throw new RangeError('a key has 32 bytes');",
        '',
        'a file is encrypted under a key of 16 bytes',
      ],
      ["'AES-GCM', false,", "'AES-GCM', true,", 'a file key may be exported'],
      ['tagLength: 8 * TAG', 'tagLength: 64', 'a file has tags of 8 bytes'],
      [
        'signal?.throwIfAborted();\n    return',
        'return',
        'Argon2 starts though it was called off while it waited',
      ],
      ['if (signal.aborted) wipe(output);', '', 'a key derived after it was called off stays in memory'],
      ['algorithms[input.algorithm]', '2', 'a KDBX file with Argon2d never opens'],
      ['input.version === 0x10 ? 0 : 1', '1', 'a KDBX file with Argon2 1.0 never opens'],
      ['secret: input.secret', 'secret: undefined as never', 'the secret of an Argon2 is left out'],
      [
        'return a.length === b.length && timingSafeEqual(a, b);',
        'return a.length === b.length;',
        'any two byte strings of a length are equal',
      ],
      [
        "if (nonce.length !== NONCE) throw new RangeError('a nonce has 12 bytes');",
        '',
        'a nonce of another length is taken',
      ],
      [
        'secretBytes(encoder.encode(text))',
        'secretBytes(Buffer.from(text))',
        'a passphrase lies in the pool, which is never cleared',
      ],
      [
        'reject(signal.reason)',
        "reject(new Error('aborted'))",
        'what was called off ends with another failure',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/xwing.ts',
    ['src/main/crypto/xwing.test.ts'],
    [
      [
        'mlKemDecapsulate(mlKemKey(seed), encapsulated),',
        'mlKemDecapsulate(mlKemKey(seed.toReversed()), encapsulated),',
        'what is wrapped to a recipient opens for nobody, or in this program alone',
      ],
      [
        'publicKey: getPublicKey(seed) }',
        'publicKey: getPublicKey(seed.toReversed()) }',
        'a public key is not that of the format',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/seal.ts',
    ['src/main/crypto/seal.test.ts', 'src/main/crypto/nonces.test.ts'],
    [
      [
        'setImmediate(forgetNonces);',
        '',
        'a machine resumed twice from one snapshot seals under the same nonces',
      ],
      ['nonces = nonces.subarray(NONCE);', 'nonces = nonces.subarray(0);', 'a nonce is used twice'],
      [
        'if (sealed.length < NONCE + TAG) return undefined;',
        '',
        'what is too short to be sealed throws',
        {
          equivalent: 'aesGcmOpen gives nothing for what is shorter than a tag, before it looks at the nonce',
        },
      ],
      ['random(NONCE * noncesAtOnce)', 'new Uint8Array(NONCE * noncesAtOnce)', 'nonces are zeros'],
    ],
  ),
  ...inFile(
    'src/main/crypto/derive.ts',
    ['src/main/crypto/derive.test.ts', 'src/main/crypto/secrets.test.ts'],
    [
      [
        "if (vaultId.length !== 16) throw new RangeError('a vault id has 16 bytes');",
        '',
        'a key of no vault',
      ],
      ['wipe(bytes);', '', 'a derived key stays in memory'],
      ['`holdfast/1/${label}`', "'holdfast/1/'", 'every purpose has the same key'],
      [
        'hkdfSha256(key, vaultId,',
        'hkdfSha256(key, new Uint8Array(16),',
        'two vaults under one root key share their subkeys',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/padding.ts',
    ['src/main/crypto/padding.test.ts'],
    [
      [
        'if (n < 2) return n;',
        'if (n < 4) return n;',
        'lengths of 2 and 3 are as they are',
        { equivalent: 'the Padmé length of 2 and of 3 is itself' },
      ],
      ['Math.ceil(n / step)', 'Math.floor(n / step)', 'a padded length below the length'],
      ['+ 1;\n  const step', ';\n  const step', 'lengths tell less than Padmé promises and cost more'],
      ['fatal: true, ignoreBOM', 'fatal: false, ignoreBOM', 'bytes that are no UTF-8 become question marks'],
      ['ignoreBOM: true', 'ignoreBOM: false', 'a byte order mark at the beginning is lost'],
      [
        "(text, 'utf8'); // twice as fast as TextEncoder\n  return secretBytes(padded.fill(SPACE, length));",
        "(text, 'utf8');\n  return secretBytes(padded);",
        'what lay in the room before follows the text',
      ],
      ['whole <= room.length', 'whole < room.length + 2', 'a text is cut where the room ends'],
      ['n < 2 ** 32 ?', 'n < 2 ** 33 ?', 'lengths above 4 GiB'],
    ],
  ),
  ...inFile(
    'src/main/crypto/stream.ts',
    ['src/main/crypto/stream.test.ts'],
    [
      [
        'const empty = bytes.length <= tag && index > 0;',
        'const empty = false;',
        'an empty last chunk after others is taken',
      ],
      ['nonce.writeUIntBE(index, 5, 6);', '', 'chunks may change places'],
      ['nonce[11] = last ? 1 : 0;', 'nonce[11] = 1;', 'a file cut off at a chunk is whole'],
      [
        "fail({ code: 'bad-input', what: 'encrypted-file', reason: 'changed' })",
        'new Uint8Array(0)',
        'a changed chunk is left out',
      ],
      [
        'while (rest.length > room)',
        'while (rest.length >= room)',
        'a file of just one chunk ends with an empty one',
      ],
      [
        'const chunkSize = 1024 * 1024',
        'const chunkSize = 1024 * 512',
        'an export of another format than api.md has it',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/wipe.ts',
    ['src/main/crypto/wipe.test.ts'],
    [
      ['buffer?.fill(0)', 'buffer?.fill(1)', 'nothing is overwritten with zeros'],
      [
        'for (const buffer of buffers) buffer',
        'for (const buffer of buffers.slice(0, 1)) buffer',
        'only the first of several is wiped',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/slip39.ts',
    ['src/main/crypto/secrets.test.ts', 'src/main/crypto/slip39.test.ts'],
    [
      [
        'finally {\n    bytes.fill(0);',
        'finally {\n    bytes.fill(1);',
        'the secret that was split stays in memory',
      ],
      ['bytes?.fill(0);', '', 'the secret that was combined stays in memory'],
      [
        'extendableBackupFlag: 1',
        'extendableBackupFlag: 0',
        'shares of another kind than format.md has them',
      ],
      ['enumerable: false', 'enumerable: true', 'every array of the program gets methods that a loop sees'],
      [
        'return undefined;\n  } finally',
        "throw new Error('no');\n  } finally",
        'what is no set of shares throws',
      ],
      [
        '[size.threshold, size.shares,',
        '[size.threshold - 1 || 1, size.shares,',
        'one sheet fewer than said brings everything back',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/primitives.ts',
    ['src/main/crypto/noise.test.ts'],
    [
      [
        "if (bytes.length !== POINT) throw new RangeError('a key of X25519 has 32 bytes');",
        '',
        'a key of X25519 may be shorter',
      ],
      [
        'return undefined; // points of low order',
        'return new Uint8Array(32);',
        'a secret that anybody knows',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/noise-transcript.ts',
    ['src/main/crypto/noise.test.ts'],
    [
      ['    this.take(prologue);\n', '', 'the version may be swapped on the way'],
      ['    this.take(responder);\n', '', 'an exchange is bound to no app'],
      [
        'if (shared === undefined) return false;',
        'if (shared === undefined) return true;',
        'a key that shares zeros is taken',
      ],
      [
        'seal(payload, nothing, this.#hash)',
        'seal(payload, nothing)',
        'what is sealed is not bound to what was said before',
      ],
      ['open(sealed, this.#hash)', 'open(sealed)', 'what is opened is not bound to what was said before'],
      [
        'const sealed = (this.#sealer as Sealer).seal(payload, nothing, this.#hash);\n    this.take(sealed);',
        'const sealed = (this.#sealer as Sealer).seal(payload, nothing, this.#hash);',
        'a payload is not in the transcript',
      ],
      [
        '[new Sealer(handle(first)), new Sealer(handle(second))]',
        '[new Sealer(handle(first.slice())), new Sealer(handle(first))]',
        'both directions have one key',
      ],
      [
        'wipe(shared, ...(this.#chain === protocol ? [] : [this.#chain]));',
        '',
        'the secret of an exchange stays in memory',
        { tests: ['src/main/clients/handshake.test.ts'] },
      ],
      [
        '    wipe(both);\n',
        '',
        'the keys of a connection stay in memory',
        { tests: ['src/main/clients/handshake.test.ts'] },
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/noise.ts',
    ['src/main/crypto/noise.test.ts'],
    [
      [
        'if (!this.#transcript.mix(this.#ephemeral, this.#responder)) return undefined;',
        '',
        'anybody passes for the app',
      ],
      [
        'this.#transcript.mix(this.#own, this.#other);\n    const message',
        'const message',
        'a program shows a key that it need not have',
      ],
      [
        'if (key === undefined || !this.#transcript.mix(this.#ephemeral, key)) return undefined;',
        'if (key === undefined) return undefined;',
        'whoever shows a program’s public key is that program',
      ],
      [
        'if (payload === undefined) return undefined;',
        '',
        'a program that has not the key that it shows is let in',
      ],
      [
        'if (message.length < shown + TAG) return undefined;',
        '',
        'who a program is may be left out',
        { equivalent: 'what is shorter than its tag opens nothing' },
      ],
      [
        'own = freshKey(), ephemeral = freshKey()) {',
        'own = freshKey(), ephemeral = x25519Key(new Uint8Array(KEY))) {',
        'a program draws the same key each time',
      ],
      [
        'ephemeral = freshKey()) {\n    this.#transcript = new Transcript(prologue, x25519Public(own))',
        'ephemeral = x25519Key(new Uint8Array(KEY))) {\n    this.#transcript = new Transcript(prologue, x25519Public(own))',
        'the app draws the same key each time',
      ],
    ],
  ),
  ...inFile(
    'src/main/crypto/sealer.ts',
    ['src/main/crypto/noise.test.ts'],
    [
      ['this.#count += 1n;', '', 'every message has one nonce: it can be repeated, and its key comes out'],
      ['this.#broken ? undefined : ', '', 'after a message that was held back the next ones are heard'],
      ['setBigUint64(4, this.#count)', 'setBigUint64(0, this.#count)', 'nonces are not those of Noise'],
    ],
  ),
  ...inFile(
    'src/main/crypto/ssh.ts',
    ['src/main/crypto/ssh-agent.test.ts'],
    [
      ['|| !key.isPrivateKey()', '', 'a public key is taken for a private one'],
      [
        "key.type.startsWith('ecdsa-') ? pointsOf(signature) : signature",
        'signature',
        'no server takes the signature of an ECDSA key',
      ],
      [
        'if (signature === undefined) refuse(request);\n        else',
        '',
        'a refused signature is never answered',
      ],
    ],
  ),
];
