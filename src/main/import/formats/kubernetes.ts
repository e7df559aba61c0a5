import { isUtf8 } from 'node:buffer';
import { Draft } from '../draft.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { bytesOfBase64, decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { parseYaml, yamlTold } from '../yaml-documents.ts';

type Tree = { readonly [name: string]: unknown };

/** Secrets of Kubernetes, YAML or JSON, any number of them in one file. */
export function readKubernetes({ bytes, encoding }: Source): Reading {
  const parsed = parseYaml(decodeText(bytes, encoding));
  const all = parsed.documents
    .map((document) => document.toJS({ maxAliasCount: 100 }) as unknown)
    .flatMap(objectsOf);
  let done = 0;
  const items = function* (): Generator<Item> {
    yield* yamlTold(parsed);
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
    if (!Object.hasOwn(stringData, key)) encoded(draft, key, printed(value));
  for (const [key, value] of Object.entries(stringData)) draft.keep(key, printed(value), 'secret');
  const type = textOf(secret, 'type');
  if (type !== '' && type !== 'Opaque') draft.add('type', type);
  draft.tags.push(
    ...Object.entries(treeOf(metadata, 'labels')).map(([key, value]) => `${key}=${printed(value)}`),
  );
  for (const [key, value] of Object.entries(treeOf(metadata, 'annotations'))) {
    // It holds the whole secret once more.
    if (key !== 'kubectl.kubernetes.io/last-applied-configuration')
      draft.add(`annotation: ${key}`, printed(value), 'secret');
  }
  for (const [key, value] of Object.entries(secret))
    if (!known.has(key)) draft.add(key, printed(value), key === 'immutable' ? 'text' : 'secret');
  return draft;
}

/** Members of a secret that have a place of their own. */
const known: ReadonlySet<string> = new Set([
  ...['apiVersion', 'kind', 'metadata', 'data', 'stringData', 'type'],
]);

/** What is no text, though it should be one, as JSON. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
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
