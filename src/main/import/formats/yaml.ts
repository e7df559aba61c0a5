import { type Document, type Scalar, visit } from 'yaml';
import { commentsTold } from '../comments.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { readJson } from '../json.ts';
import { Literal } from '../json-tree.ts';
import { baseName, decodeText } from '../text.ts';
import { parseYaml } from '../yaml-documents.ts';

/** YAML of anybody's making, as the JSON that says the same; several documents are an array. */
export function readYaml({ bytes, name, encoding }: Source): Reading {
  const { documents, doubled, hasComments } = parseYaml(decodeText(bytes, encoding));
  const texts = documents.map(jsonOf);
  const [only = 'null'] = texts;
  const json = texts.length > 1 ? `[${texts.join(',')}]` : only;
  const title = baseName(baseName(name, '.yaml'), '.yml');
  const reading = readJson({ bytes: new Uint8Array(Buffer.from(json)), name: `${title}.json` });
  const own = reading.items;
  const items = function* (): Generator<Item> {
    yield* commentsTold(hasComments);
    for (const line of doubled) yield { kind: 'skipped', problem: { place: '', line, reason: 'set-again' } };
    yield* own;
  };
  return Object.assign(reading, { items: items() });
}

function jsonOf(document: Document): string {
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key') node.value = asJson(node);
    },
  });
  return printed(document.toJS({ maxAliasCount: 100 }));
}

const literal = /^(-?(0|[1-9]\d*)([.]\d+)?([eE][+-]?\d+)?|true|false)$/;

/** What JSON writes without quotes stays so; anything else is the text that it is. */
function asJson({ type, value }: Scalar): unknown {
  return type === 'PLAIN' && typeof value === 'string' && literal.test(value) ? new Literal(value) : value;
}

function printed(value: unknown): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(printed).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${printed(one)}`);
  return `{${members.join(',')}}`;
}
