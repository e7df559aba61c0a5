import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  stringify,
  type YAMLMap,
} from 'yaml';
import { fail } from '../../shared/failure.ts';
import type { PolicyFileFault } from '../../shared/failure-reasons.ts';
import { type Permission, type PolicySpec, permissions, policyLimits } from '../../shared/policy.ts';

/** SPIKE's field names; ours differs by one capital, and both are read. */
const fields = ['name', 'spiffeidPattern', 'pathPattern', 'permissions'] as const;
type FieldName = (typeof fields)[number];

/**
 * The policies of a YAML text: one, a list, or several documents. Refuses with `too-large`, or with
 * `bad-input` and the line. Patterns are not looked into.
 */
export function parsePolicies(text: string): PolicySpec[] {
  if (Buffer.byteLength(text) > policyLimits.file)
    fail({ code: 'too-large', what: 'policy-file', limit: policyLimits.file });
  const lines = lineOf(text);
  const found: PolicySpec[] = [];
  for (const document of documentsOf(text)) {
    const [error] = document.errors;
    if (error !== undefined) bad(lines(error.pos[0]), yamlFaults[error.code] ?? 'not-yaml');
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === '')) continue;
    for (const item of isSeq(contents) ? contents.items : [contents]) found.push(policyFrom(item, lines));
    if (found.length > policyLimits.inFile)
      fail({ code: 'too-large', what: 'policies', limit: policyLimits.inFile });
  }
  refuseTwice(found);
  return found;
}

/** Policies as `parsePolicies` reads them back. */
export function policyYaml(policies: readonly PolicySpec[]): string {
  const documents = policies.map(({ name, spiffeIdPattern, pathPattern, permissions: granted }) =>
    stringify(
      { name, spiffeidPattern: spiffeIdPattern, pathPattern, permissions: [...granted] },
      { schema: 'core', lineWidth: 0 },
    ),
  );
  return documents.join('---\n');
}

// Every scalar is text: `name: 007` names the policy 007, and no tag makes anything else of it.
function documentsOf(text: string): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      merge: false,
      prettyErrors: false,
      stringKeys: true,
    });
    return Array.isArray(documents) ? documents : [];
  } catch {
    // Brackets nested so deeply that the parser runs out of stack.
    return bad(1, 'too-deep');
  }
}

type Lines = (offset: number) => number;
type Item = { readonly range?: readonly number[] | null | undefined };

function policyFrom(item: unknown, lines: Lines): PolicySpec {
  const line = lines((item as Item | null)?.range?.[0] ?? 0);
  if (!isMap(item)) return bad(line, 'not-a-policy');
  const values = new Map<FieldName, unknown>();
  for (const pair of item.items) values.set(fieldOf(pair, line, lines), pair.value);
  for (const field of fields) if (!values.has(field)) bad(line, 'missing-field', { field });
  const text = (field: FieldName) => textOf(values.get(field), field, line, lines);
  return {
    name: text('name'),
    spiffeIdPattern: text('spiffeidPattern'),
    pathPattern: text('pathPattern'),
    permissions: permissionsFrom(values.get('permissions'), line, lines),
  };
}

function fieldOf({ key }: YAMLMap['items'][number] | Pair, line: number, lines: Lines): FieldName {
  const written = isScalar(key) ? String(key.value) : '';
  const name = written === 'spiffeIdPattern' ? 'spiffeidPattern' : written;
  const field = fields.find((known) => known === name);
  return field ?? bad(isScalar(key) ? lines(key.range?.[0] ?? 0) : line, 'unknown-field');
}

function textOf(node: unknown, field: string, line: number, lines: Lines): string {
  if (!isScalar(node)) return bad(line, 'not-one-text', { field });
  return typeof node.value === 'string' && node.value !== ''
    ? node.value
    : bad(lines(node.range?.[0] ?? 0), 'empty-field', { field });
}

function permissionsFrom(node: unknown, line: number, lines: Lines): Permission[] {
  // One word or several with commas between them, as on the command line, will do.
  const items = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => {
    const at = isScalar(item) ? lines(item.range?.[0] ?? 0) : line;
    return textOf(item, 'permissions', line, lines)
      .split(',')
      .map((word) => permissionOf(word) ?? bad(at, 'unknown-permission'));
  });
}

function permissionOf(word: string): Permission | undefined {
  return permissions.find((permission) => permission === word.trim());
}

function refuseTwice(found: readonly PolicySpec[]): void {
  const names = new Set<string>();
  for (const { name } of found) {
    if (names.has(name)) bad(undefined, 'duplicate-name', { name: name.slice(0, 80) });
    names.add(name);
  }
}

function lineOf(text: string): Lines {
  return (offset) => text.slice(0, offset).split('\n').length;
}

const yamlFaults: Readonly<Record<string, PolicyFileFault>> = {
  TAB_AS_INDENT: 'tab-indent',
  DUPLICATE_KEY: 'duplicate-field',
  BAD_INDENT: 'bad-indent',
  BAD_DQ_ESCAPE: 'bad-escape',
  BAD_ALIAS: 'alias',
};

type Told = { readonly field?: string; readonly name?: string };

function bad(line: number | undefined, reason: PolicyFileFault, told: Told = {}): never {
  const at = line === undefined ? {} : { line };
  return fail({ code: 'bad-input', what: 'policy-file', reason, ...at, ...told });
}
