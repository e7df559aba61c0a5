import type { FileSource } from '../main/backend/changes.ts';
import { beginFile } from '../main/backend/write/files.ts';
import { fail } from '../shared/failure.ts';
import { type FieldType, fieldTypes } from '../shared/secret.ts';
import type { Field } from '../shared/secret-schema.ts';
import { fieldsOf, knownName, type TemplateName } from '../shared/templates.ts';
import type { CliWords } from '../shared/words/cli.ts';
import type { Options, Values } from './command.ts';
import { inputPieces, readAll, readInput, textOf } from './input.ts';
import type { Io } from './io.ts';
import { misuse } from './usage.ts';

/** The options by which put and patch take fields. */
export const fieldOptions = {
  file: {
    value: 'KEY=FILE',
    many: true,
  },
  stdin: { value: 'KEY' },
  type: {
    value: 'KEY=TYPE',
    many: true,
  },
  cas: { value: 'N' },
  tag: { value: 'T', many: true },
} as const satisfies Options;

interface Given extends Pick<Values<typeof fieldOptions>, 'file' | 'stdin' | 'type'> {
  /** Fields that it has are of its types, unless another is given. */
  readonly template?: TemplateName | undefined;
}

/**
 * The fields in the order KEY=VALUE, --file, --stdin. Refuses a key given twice, and never repeats
 * a value.
 */
export async function fieldsFrom(pairs: readonly string[], given: Given, io: Io): Promise<FilledFields> {
  const types = new Map(given.type.map((pair) => typePair(pair)));
  const usual = usualTypes(given.template);
  const values = new Map<string, Value>();
  const add = (key: string, value: Value) => {
    if (values.has(key)) misuse((say) => say.fieldTwice(key));
    values.set(key, value);
  };
  for (const [index, pair] of pairs.entries()) add(...keyValue(pair, (say) => say.field(index + 1)));
  for (const pair of given.file) {
    const [key, file] = keyValue(pair, () => '--file');
    const type = types.get(key);
    const mayBeLong = type === undefined || type === 'file';
    const read = mayBeLong
      ? beginInput(file, key, io.signal)
      : readInput(file, { for: 'field', name: key }, io.signal);
    add(key, await read);
  }
  if (given.stdin !== undefined) add(requireKey(given.stdin, '--stdin'), await readAll(io));
  for (const key of types.keys()) if (!values.has(key)) misuse((say) => say.typeOfNone(key));
  const files = new Map<string, FileSource>();
  const fields = [...values].map(([name, value]): Field => {
    if (typeof value !== 'function') return toField(name, value, types.get(name), usual(name));
    const token = `file ${files.size + 1}`;
    files.set(token, value);
    return { name, type: 'attachment', value: token };
  });
  return files.size > 0 ? { fields, files } : { fields };
}

/** Fields, and the long files among them by the values of those fields. */
export interface FilledFields {
  readonly fields: Field[];
  readonly files?: ReadonlyMap<string, FileSource>;
}

type Value = Uint8Array | string | FileSource;

/** A small file's bytes; a long one is read when it is stored. */
async function beginInput(file: string, key: string, signal: AbortSignal): Promise<Uint8Array | FileSource> {
  const source = () => inputPieces(file, { for: 'field', name: key }, signal);
  const begun = await beginFile(source);
  if (begun instanceof Uint8Array) return begun;
  // Once: what comes through a pipe is not there again.
  let rest: AsyncIterable<Uint8Array> | undefined = begun;
  return () => {
    const once = rest ?? fail({ code: 'busy' });
    rest = undefined;
    return once;
  };
}

/** `--passphrase-file -` and `--stdin` both want standard input: refused before either reads. */
export function refuseTwoReaders(passphraseFile: string | undefined, stdin: string | undefined): void {
  if (passphraseFile === '-' && stdin !== undefined) {
    misuse((say) => say.twoReaders('--stdin'));
  }
}

/** The type of a field that none was given for: as the template has it, or hidden. */
function usualTypes(template: TemplateName | undefined): (name: string) => FieldType {
  const fields = template === undefined ? [] : fieldsOf(template);
  return (name) => fields.find((one) => one.name === knownName(name))?.type ?? 'secret';
}

function toField(
  name: string,
  value: Uint8Array | string,
  type: FieldType | undefined,
  usual: FieldType,
): Field {
  const text = typeof value === 'string' ? value : textOf(value);
  if (text !== undefined && type !== 'file') return { name, type: type ?? usual, value: text };
  if (type === undefined || type === 'file')
    return { name, type: 'file', value: Buffer.from(value).toString('base64') };
  return fail({ code: 'bad-input', what: 'field-value', reason: 'not-text', name, type });
}

// What is an attachment its length decides.
const types = fieldTypes.filter((type) => type !== 'attachment');

function typePair(pair: string): [string, FieldType] {
  const end = pair.lastIndexOf('=');
  const type = types.find((known) => known === pair.slice(end + 1));
  if (end < 1 || type === undefined) misuse((say) => say.types(types));
  return [pair.slice(0, end), type];
}

function keyValue(pair: string, where: (say: CliWords['usage']) => string): [string, string] {
  const end = pair.indexOf('=');
  if (end < 1) misuse((say) => say.keyValue(where(say)));
  return [pair.slice(0, end), pair.slice(end + 1)];
}

function requireKey(key: string, option: string): string {
  return key === '' || key.includes('=') ? misuse((say) => say.fieldName(option)) : key;
}
