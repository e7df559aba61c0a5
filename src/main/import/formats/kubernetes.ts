import { isUtf8 } from 'node:buffer';
import { parseAllDocuments } from 'yaml';
import { Draft } from '../draft.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { bytesOfBase64, decodeText, placeIn } from '../text.ts';
import { timeOf } from '../times.ts';

type Tree = { readonly [name: string]: unknown };

/** Secrets of Kubernetes, YAML or JSON, any number of them in one file. */
export function readKubernetes({ bytes, encoding }: Source): Reading {
  // Any line break is one to YAML (1.2, 5.4), and the library takes its time with bare returns.
  const text = decodeText(bytes, encoding).replace(/\r\n?/g, '\n');
  // Without a schema every scalar stays the text that it is. Pretty errors quote the file, and in one
  // of a few KiB with many empty lines that takes minutes.
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  if (!Array.isArray(documents)) return refuse('malformed');
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) refuse('malformed', placeIn(text, error.pos[0]));
  const all = documents
    .map((document) => document.toJS({ maxAliasCount: 100 }) as unknown)
    .flatMap(objectsOf);
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const one of all) {
      done += 1;
      const place = `${textOf(one, 'kind')} ${textOf(treeOf(one, 'metadata'), 'name')}`;
      if (one['kind'] === 'Secret') yield* draftOf(one).items();
      else yield { kind: 'skipped', problem: { place, reason: 'no-secret' } };
    }
  };
  return { items: items(), total: all.length, done: () => done };
}

function objectsOf(document: unknown): readonly Tree[] {
  if (!isTree(document)) return [];
  const items = document['items'];
  return Array.isArray(items) && /List$/.test(textOf(document, 'kind'))
    ? items.flatMap(objectsOf)
    : [document];
}

function draftOf(secret: Tree): Draft {
  const metadata = treeOf(secret, 'metadata');
  const [name, namespace] = [textOf(metadata, 'name'), textOf(metadata, 'namespace')];
  const folders = namespace === '' ? [] : [namespace];
  const draft = new Draft([...folders, name].join('/'), folders, name);
  const created = timeOf(textOf(metadata, 'creationTimestamp'));
  if (created !== undefined) draft.about.created = created;
  const stringData = treeOf(secret, 'stringData');
  for (const [key, value] of Object.entries(treeOf(secret, 'data')))
    if (!Object.hasOwn(stringData, key)) encoded(draft, key, String(value ?? ''));
  for (const [key, value] of Object.entries(stringData)) draft.keep(key, String(value ?? ''), 'secret');
  const type = textOf(secret, 'type');
  if (type !== '' && type !== 'Opaque') draft.add('type', type);
  draft.tags.push(...Object.entries(treeOf(metadata, 'labels')).map(([key, value]) => `${key}=${value}`));
  for (const [key, value] of Object.entries(treeOf(metadata, 'annotations'))) {
    // It holds the whole secret once more.
    if (key !== 'kubectl.kubernetes.io/last-applied-configuration')
      draft.add(`annotation: ${key}`, String(value));
  }
  return draft;
}

/** A value in base64; what is no text is kept as a file. */
function encoded(draft: Draft, key: string, value: string): void {
  const bytes = bytesOfBase64(value);
  if (bytes === undefined) draft.keep(key, value, 'secret');
  else if (isUtf8(bytes)) draft.keep(key, bytes.toString('utf8'), 'secret');
  else draft.attach(key, bytes).note({ reason: 'kept-as-file', name: key });
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function treeOf(tree: Tree, name: string): Tree {
  const value = tree[name];
  return isTree(value) ? value : {};
}

function textOf(tree: Tree, name: string): string {
  const value = tree[name];
  return typeof value === 'string' ? value : '';
}
