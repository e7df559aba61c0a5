import { type Document, type Scalar, visit } from 'yaml';
import type { Reading, Source } from '../entry.ts';
import { readJson } from '../json.ts';
import { Literal, printed } from '../json-tree.ts';
import { baseName, decodeText } from '../text.ts';
import { withBefore } from '../told.ts';
import { parseYaml, yamlTold } from '../yaml-documents.ts';

/** YAML of anybody's making, as the JSON that says the same; several documents are an array. */
export function readYaml({ bytes, name, encoding }: Source): Reading {
  const parsed = parseYaml(decodeText(bytes, encoding));
  const texts = parsed.documents.map(jsonOf);
  const [only = 'null'] = texts;
  const json = texts.length > 1 ? `[${texts.join(',')}]` : only;
  const title = baseName(baseName(name, '.yaml'), '.yml');
  return withBefore(
    yamlTold(parsed),
    readJson({ bytes: new Uint8Array(Buffer.from(json)), name: `${title}.json` }),
  );
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
