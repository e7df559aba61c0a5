import { fail } from '../shared/failure.ts';
import { type Field, type FieldType, fieldTypes } from '../shared/secret.ts';
import type { Options, Values } from './command.ts';
import { readAll, readInput, textOf } from './input.ts';
import type { Io } from './io.ts';
import { misuse } from './usage.ts';

/** The options by which put and patch take fields. */
export const fieldOptions = {
  file: {
    value: 'KEY=FILE',
    many: true,
    help: "a field whose value is a file's content, exactly; not UTF-8: kept as a file",
  },
  stdin: { value: 'KEY', help: 'a field whose value is all of standard input, exactly' },
  type: {
    value: 'KEY=TYPE',
    many: true,
    help: 'secret (the default), text, url, note or file; only secret and file are hidden',
  },
  cas: { value: 'N', help: 'only if N is the highest number ever given; 0: only if nothing was stored yet' },
  tag: { value: 'T', many: true, help: "the secret's tags from now on; otherwise they stay" },
} as const satisfies Options;

type Given = Pick<Values<typeof fieldOptions>, 'file' | 'stdin' | 'type'>;

/** The fields in the order KEY=VALUE, --file, --stdin. Refuses a key given twice, and never repeats a value. */
export async function fieldsFrom(pairs: readonly string[], given: Given, io: Io): Promise<Field[]> {
  const types = new Map(given.type.map((pair) => typePair(pair)));
  const values = new Map<string, Uint8Array | string>();
  const add = (key: string, value: Uint8Array | string) => {
    if (values.has(key)) misuse(`The field "${key}" is given twice.`);
    values.set(key, value);
  };
  for (const [index, pair] of pairs.entries()) add(...keyValue(pair, `Field ${index + 1}`));
  for (const pair of given.file) {
    const [key, file] = keyValue(pair, '--file');
    add(key, await readInput(file, `file for the field ${key}`, io.signal));
  }
  if (given.stdin !== undefined) add(requireKey(given.stdin, '--stdin'), await readAll(io));
  for (const key of types.keys())
    if (!values.has(key)) misuse(`--type names "${key}", which is not given here.`);
  return [...values].map(([name, value]) => toField(name, value, types.get(name)));
}

/** `--passphrase-file -` and `--stdin` both want standard input: refused before either reads. */
export function refuseTwoReaders(passphraseFile: string | undefined, stdin: string | undefined): void {
  if (passphraseFile === '-' && stdin !== undefined) {
    misuse('--stdin and "--passphrase-file -" both read standard input. Give the passphrase in a file.');
  }
}

function toField(name: string, value: Uint8Array | string, type: FieldType | undefined): Field {
  const text = typeof value === 'string' ? value : textOf(value);
  if (text !== undefined && type !== 'file') return { name, type: type ?? 'secret', value: text };
  if (type === undefined || type === 'file')
    return { name, type: 'file', value: Buffer.from(value).toString('base64') };
  return fail({
    code: 'bad-input',
    what: `value of ${name}`,
    reason: `it is not UTF-8 text, so it cannot be of type ${type}`,
  });
}

function typePair(pair: string): [string, FieldType] {
  const end = pair.lastIndexOf('=');
  const type = fieldTypes.find((known) => known === pair.slice(end + 1));
  if (end < 1 || type === undefined) misuse(`--type takes KEY=TYPE, TYPE one of ${fieldTypes.join(', ')}.`);
  return [pair.slice(0, end), type];
}

function keyValue(pair: string, where: string): [string, string] {
  const end = pair.indexOf('=');
  if (end < 1) misuse(`${where} is not KEY=VALUE. (What was given is not repeated: it may be secret.)`);
  return [pair.slice(0, end), pair.slice(end + 1)];
}

function requireKey(key: string, option: string): string {
  return key === '' || key.includes('=') ? misuse(`${option} takes the name of a field.`) : key;
}
