import { type Document, isScalar, LineCounter, parseAllDocuments, type Scalar, visit } from 'yaml';
import type { Item } from './entry.ts';
import { refuse } from './refuse.ts';
import { commentsTold, setAgain } from './told.ts';

/** The documents of a YAML text, the lines of keys that a later line sets again, and comments. */
interface Documents {
  readonly documents: readonly Document[];
  readonly doubled: readonly number[];
  readonly hasComments: boolean;
}

/**
 * Documents of YAML in which every scalar is the text that is written, or null. Refuses with `malformed` and
 * the place.
 */
export function parseYaml(source: string): Documents {
  // Any line break is one to YAML (1.2, 5.4), and the library takes its time with bare returns.
  const text = source.replace(/\r\n?/g, '\n');
  const lineCounter = new LineCounter();
  // Pretty errors quote the file, and in one of a few KiB with many empty lines that takes minutes.
  const documents = parseAllDocuments(text, {
    ...{ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, merge: true },
    lineCounter,
  });
  if (!Array.isArray(documents)) return refuse('malformed');
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    refuse('malformed', { line, column: col });
  }
  for (const document of documents) visit(document, { Scalar: nullWhereNothing });
  const doubled = documents.flatMap(offsetsOfDoubled).map((offset) => lineCounter.linePos(offset).line);
  return { documents, doubled, hasComments: documents.some(isCommented) };
}

/** What an import tells of them that does not come. */
export function* yamlTold({ doubled, hasComments }: Documents): Generator<Item> {
  yield* commentsTold(hasComments);
  yield* doubled.map(setAgain);
}

function isCommented(document: Document): boolean {
  let found = Boolean(document.comment || document.commentBefore);
  visit(document, {
    Node: (_, { comment, commentBefore }) => {
      found ||= Boolean(comment || commentBefore);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** What YAML calls nothing stays nothing (1.2, 10.3.2), though no other scalar changes. */
function nullWhereNothing(key: unknown, node: Scalar): void {
  if (key !== 'key' && node.type === 'PLAIN' && /^(~|null|Null|NULL|)$/.test(String(node.value)))
    node.value = null;
}

function offsetsOfDoubled(document: Document): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Map<unknown, number>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const before = seen.get(key.value);
        if (before !== undefined) offsets.push(before);
        seen.set(key.value, key.range?.[0] ?? 0);
      }
    },
  });
  return offsets;
}
