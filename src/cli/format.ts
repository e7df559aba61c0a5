import { fail } from '../shared/failure.ts';
import { attachmentInfo, isFile } from '../shared/secret.ts';
import type { Field } from '../shared/secret-schema.ts';
import { envName, shellQuoted } from '../shared/shell.ts';
import { refuseProgramVariables } from './program-variables.ts';
import { misuse } from './usage.ts';
import { visible } from './visible.ts';

export const formats = ['plain', 'json', 'yaml', 'env'] as const;
export type Format = (typeof formats)[number];

/** What --format and --json ask for. */
export function formatOf(format: string | undefined, json: boolean): Format {
  if (format === undefined) return json ? 'json' : 'plain';
  const known = formats.find((one) => one === format);
  if (known === undefined) return misuse((say) => say.oneOf('format', formats));
  if (json && known !== 'json') return misuse((say) => say.exclude('--json', `--format ${known}`));
  return known;
}

/**
 * Fields as lines for a person: `name: value`, further lines of a value indented, files by their
 * size.
 */
export function plainLines(
  fields: readonly Field[],
  fileOf: (bytes: number) => string,
  spelled = visible,
): string[] {
  return fields.map(({ name, type, value }) => {
    const shown = isFile(type) ? fileOf(sizeOf(type, value)) : value;
    const lines = shown.split(/\r?\n/).map(spelled);
    return `${spelled(name)}: ${lines.join(`\n${' '.repeat(4)}`)}`;
  });
}

function sizeOf(type: Field['type'], value: string): number {
  return type === 'file' ? Buffer.from(value, 'base64').length : (attachmentInfo(value)?.size ?? 0);
}

/** A long file, told of. */
export interface FileTold {
  readonly size: number;
  readonly sha256: string;
}

/** Fields as one object by name; files are base64, of long ones size and hash. */
export function fieldObject(fields: readonly Field[]): Record<string, string | FileTold> {
  return Object.fromEntries(fields.map((field) => [field.name, toldValue(field)]));
}

/** A value as JSON has it. */
export function toldValue({ type, value }: Field): string | FileTold {
  const info = type === 'attachment' ? attachmentInfo(value) : undefined;
  return info === undefined ? value : { size: info.size, sha256: info.digest };
}

/** Fields as a YAML mapping: strings as in JSON, which YAML 1.1 and 1.2 read alike. */
export function yamlLines(fields: readonly Field[]): string[] {
  return fields.map((field) => `${yamlString(field.name)}: ${yamlValue(field)}`);
}

/** A value as YAML has it. */
export function yamlValue(field: Field): string {
  const value = toldValue(field);
  return typeof value === 'string' ? yamlString(value) : JSON.stringify(value);
}

/**
 * A string in double quotes. What YAML does not take unescaped but JSON does is escaped as well.
 */
export function yamlString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Fields as `NAME='value'` lines that a POSIX shell takes as they are. Refuses two names that become one, names that
 *  change what programs run, and NUL. */
export function envLines(fields: readonly Field[]): string[] {
  refuseProgramVariables(
    fields.map(({ name }) => envName(name)),
    { for: 'format-env' },
  );
  const seen = new Set<string>();
  return fields.map(({ name, value }) => {
    const variable = envName(name);
    if (seen.has(variable))
      fail({ code: 'bad-input', what: 'variable', reason: 'duplicate', name: variable });
    if (value.includes('\0')) fail({ code: 'bad-input', what: 'variable', reason: 'nul', name: variable });
    seen.add(variable);
    return `${variable}=${shellQuoted(value)}`;
  });
}
