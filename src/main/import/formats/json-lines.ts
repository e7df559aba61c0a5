import { failureOf } from '../../../shared/failure.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { readJson } from '../json.ts';
import { baseName, decodeText } from '../text.ts';

/** JSON lines: each line is a JSON of its own, an object with a name or one known by its line. */
export function readJsonLines({ bytes, name, encoding }: Source): Reading {
  const lines = decodeText(bytes, encoding).split(/\r?\n/);
  const file = baseName(name, '.jsonl');
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const [i, text] of lines.entries()) {
      done += 1;
      if (text.trim() === '') continue;
      const line = i + 1;
      const found = itemsIn(`[${text}]`, `${file}.json`);
      if (found === undefined) yield { kind: 'failed', problem: { place: '', line, reason: 'no-json' } };
      else for (const item of found) yield atLine(item, line, file);
    }
  };
  return { items: items(), total: lines.length, done: () => done };
}

function itemsIn(text: string, name: string): readonly Item[] | undefined {
  try {
    return [...readJson({ bytes: Buffer.from(text), name }).items];
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}

function atLine(item: Item, line: number, file: string): Item {
  if (item.kind !== 'entry') return item;
  const { whole: _, ...entry } = item.entry;
  const title = entry.title === '1' ? String(line) : entry.title;
  const folders = entry.folders[0] === '1' ? [String(line), ...entry.folders.slice(1)] : entry.folders;
  return {
    kind: 'entry',
    entry: {
      ...entry,
      id: `${line}${entry.id}`,
      title: item.entry.whole ? `${file} ${line}` : title,
      folders,
      place: `line ${line}`,
    },
  };
}
