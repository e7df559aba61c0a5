import { parseDotenv } from '../main/import/dotenv.ts';
import { fail } from '../shared/failure.ts';
import { envName } from '../shared/shell.ts';
import { readInput, textOf } from './input.ts';
import { refuseProgramVariables } from './program-variables.ts';
import { parseArgument, type Reference } from './references/reference.ts';
import type { ReferencePlace, Resolved, Resolver } from './references/resolve.ts';
import { type Part, parseTemplate } from './references/template.ts';
import { misuse } from './usage.ts';

/** Variables as they were asked for, before a vault is opened. Later ones win. */
export type Asked =
  | {
      readonly kind: 'one';
      readonly place: ReferencePlace;
      readonly name: string;
      readonly reference: Reference;
    }
  /** A value of an env file: text and references. */
  | {
      readonly kind: 'text';
      readonly place: ReferencePlace;
      readonly name: string;
      readonly parts: readonly Part[];
    }
  /** A whole secret: `rename` makes a variable of a field's name. */
  | {
      readonly kind: 'secret';
      readonly place: ReferencePlace;
      readonly path: string;
      readonly rename: (field: string) => string;
    };

/** A variable for a child. `secrets`: what of it must not be seen. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly secrets: readonly Uint8Array[];
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `--env NAME=PATH#KEY`, or `--env PREFIX*=PATH` for a whole secret. */
export function askedByFlag(flag: string): Asked {
  const end = flag.indexOf('=');
  const name = flag.slice(0, Math.max(end, 0));
  const target = flag.slice(end + 1);
  if (name.endsWith('*')) return wholeSecret(name.slice(0, -1), target);
  if (!variableName.test(name)) misuse((say) => say.env);
  const reference = parseArgument(target);
  if (typeof reference === 'string') return misuse((say) => say.envReference(name, reference));
  return { kind: 'one', place: { option: `--env ${name}` }, name, reference };
}

function wholeSecret(prefix: string, path: string): Asked {
  if (prefix !== '' && !variableName.test(prefix)) misuse((say) => say.envPrefix);
  if (path === '') misuse((say) => say.envPath(prefix));
  const rename = (field: string) => `${prefix}${field.replace(/[^A-Za-z0-9_]/gu, '_')}`.toUpperCase();
  return { kind: 'secret', place: { option: `--env ${prefix}*` }, path, rename };
}

/** `--secret PATH`: a variable for each field, as `secret get --format env` names them. */
export function askedBySecret(path: string): Asked {
  return { kind: 'secret', place: { option: '--secret' }, path, rename: envName };
}

/**
 * An env file: dotenv syntax, with references in the values. Refuses a line that sets nothing, and
 * what is no reference.
 */
export async function askedByFile(file: string, signal: AbortSignal): Promise<Asked[]> {
  const text = textOf(await readInput(file, { for: 'env-file' }, signal));
  if (text === undefined || text.includes('\0'))
    return fail({ code: 'bad-input', what: 'file', reason: 'not-text', for: 'env-file' });
  const { variables, problems } = parseDotenv(text.replace(/^\ufeff/, ''));
  const [problem] = problems;
  if (problem !== undefined) return fail({ code: 'bad-input', what: 'env-file', ...problem });
  return variables.map(({ name, value, line }): Asked => {
    const parts = parseTemplate(value);
    const fault = parts.find((part) => part.kind === 'fault');
    if (fault !== undefined)
      fail({ code: 'bad-input', what: 'reference', reason: fault.reason, for: 'env-file', line });
    return { kind: 'text', place: { envFile: line }, name, parts };
  });
}

/**
 * The variables with their values; what cannot be had is noted by the resolver. Names that change
 * what programs run are refused, unless `--env NAME=` says them: those of a secret's fields are
 * chosen by whoever may write it.
 */
export async function variablesOf(asked: readonly Asked[], resolver: Resolver): Promise<Variable[]> {
  const found = new Map<string, Variable>();
  const typed = new Set(asked.flatMap((one) => (one.kind === 'one' ? [one.name] : [])));
  for (const one of asked) {
    const variables = await read(one, resolver);
    const names = fromVault(one) ? variables.map(({ name }) => name).filter((name) => !typed.has(name)) : [];
    refuseProgramVariables(names, { for: 'run', ...(one.kind === 'secret' && { path: one.path }) });
    for (const variable of variables) found.set(variable.name, variable);
  }
  return [...found.values()];
}

/** Whether a value of a vault is put under a name that nobody typed as --env NAME=. */
function fromVault(asked: Asked): boolean {
  if (asked.kind === 'text') return asked.parts.some(({ kind }) => kind === 'reference');
  return asked.kind === 'secret';
}

async function read(asked: Asked, resolver: Resolver): Promise<Variable[]> {
  const { place } = asked;
  switch (asked.kind) {
    case 'one': {
      const value = await resolver.value(asked);
      return value === undefined ? [] : [variable(asked.name, [value])];
    }
    case 'text': {
      const pieces: Resolved[] = [];
      for (const part of asked.parts) {
        if (part.kind === 'text') pieces.push({ bytes: Buffer.from(part.text), hidden: false });
        if (part.kind !== 'reference') continue;
        const value = await resolver.value({ place, reference: part.reference });
        if (value !== undefined) pieces.push(value);
      }
      return [variable(asked.name, pieces)];
    }
    case 'secret': {
      const secret = await resolver.secret(place, asked.path);
      const variables = (secret?.fields ?? []).flatMap((field) => {
        const value = resolver.field(place, field);
        return value === undefined ? [] : [variable(asked.rename(field.name), [value])];
      });
      return refuseTwins(variables);
    }
  }
}

function variable(name: string, pieces: readonly Resolved[]): Variable {
  const value = textOf(Buffer.concat(pieces.map(({ bytes }) => bytes)));
  if (value === undefined) return fail({ code: 'bad-input', what: 'variable', reason: 'not-text', name });
  if (value.includes('\0')) fail({ code: 'bad-input', what: 'variable', reason: 'nul', name });
  return { name, value, secrets: pieces.filter(({ hidden }) => hidden).map(({ bytes }) => bytes) };
}

function refuseTwins(variables: Variable[]): Variable[] {
  const names = variables.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) fail({ code: 'bad-input', what: 'variable', reason: 'duplicate', name: twin });
  return variables;
}
