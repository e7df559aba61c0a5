import { inFile } from '../row.ts';

// Files beside the versions that name them: what binds their parts, what keeps them, and when they
// go.
export const mutants = [
  ...inFile(
    'src/main/backend/format/attachment.ts',
    ['src/main/backend/attachments.test.ts', 'src/main/backend/format.test.ts'],
    [
      [
        'return plain !== undefined;\n',
        'return true;\n',
        'an incremental backup believes whatever a file’s parts hold',
        {
          tests: ['src/main/backend/attachments.test.ts'],
        },
      ],
      ['last: index === count - 1', 'last: false', 'a file that was cut off opens'],
      ["'attachment/id'", "'object/attachment'", 'a file’s ids are made with the key that seals it'],
      [
        'const padded = new Uint8Array(padmeLength(bytes.length));',
        'const padded = new Uint8Array(bytes.length);',
        'the length of a file can be read off its parts',
      ],
      [
        'for (let left = padmeLength(told.size) - told.size; left > 0; left -= chunkSize)',
        'for (let left = 0; left > 0; left -= chunkSize)',
        'the length of a file that was streamed can be read off its parts',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/format/references.ts',
    ['src/main/backend/attachments.test.ts'],
    [
      [
        'for (const attachment of attachmentsOf(versions)) yield* chunkItems(vault, attachment);',
        '',
        'files are swept away, and no copy has them',
      ],
      [
        'return chunk === undefined ? keys.isGenuine(kind, ref, bytes) : isChunk(header.vault, chunk, bytes);',
        'return chunk === undefined ? keys.isGenuine(kind, ref, bytes) : true;',
        'a repair takes any bytes for a part of a file',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/write/files.ts',
    ['src/main/backend/memory.conformance.test.ts', 'src/main/backend/attachments.test.ts'],
    [
      [
        'if (!needed.has(one.key)) draft.dropAttachment(one, why);',
        'draft.dropAttachment(one, why);',
        'destroying one version takes the file of another along',
      ],
      [
        'bytes.length <= limits.smallFile ? undefined : draft.addAttachment(bytes, known)',
        'undefined',
        'a long file is written again with each edit',
      ],
      [
        "known.get(value) ?? fail({ code: 'not-found', what: 'field', name })",
        'known.get(value)',
        'a field may name a file that is not there',
      ],
    ],
  ),
  ...inFile(
    'src/main/backend/check/read-through.ts',
    ['src/main/backend/attachments.test.ts'],
    [
      [
        'if (plain === undefined) lost ??= id;',
        'if (bytes === undefined) lost ??= id;',
        'verify reads files and does not authenticate them',
      ],
      [', ...this.#fileIds()]', ']', 'verify calls every part of a file a left-over'],
    ],
  ),
  ...inFile(
    'src/main/backend/check/mend.ts',
    ['src/main/backend/attachments.test.ts'],
    [
      [
        'if (!lost.has(attachment.key)) for (const [item, store] of parts)',
        'for (const [item, store] of parts)',
        'a repair copies parts of a file that is lost',
      ],
      ['withoutFiles(version, lostFiles)', 'version', 'a repaired vault names a file that is not there'],
    ],
  ),
  ...inFile(
    'src/main/backend/write/change.ts',
    ['src/main/backend/memory.conformance.test.ts'],
    [
      [
        "if (first?.op === 'store' && first.files !== undefined) await checkStore(draft, first, now);",
        '',
        'gigabytes are read for a change that is refused anyhow',
      ],
    ],
  ),
];
