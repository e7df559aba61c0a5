import type { Table } from '../command.ts';
import { globalOptions } from '../command.ts';

/** A command or option as a shell offers it. */
export interface Offer {
  readonly name: string;
  readonly about: string;
  /** An option that takes a value. */
  readonly takesValue: boolean;
}

/** What can stand after some words: other words, or options and whatever else. */
export interface Place {
  /** `''`, a group such as `secret`, or a whole command. */
  readonly words: string;
  readonly offers: readonly Offer[];
}

/** Every place of a command line. */
export async function places(table: Table): Promise<Place[]> {
  const groups = new Map<string, Offer[]>([['', []]]);
  const commands: Place[] = [];
  for (const [name, { about, load }] of Object.entries(table)) {
    const [first = '', second] = name.split(' ');
    if (second === undefined) groups.get('')?.push({ name, about, takesValue: false });
    else groupOf(groups, first).push({ name: second, about, takesValue: false });
    commands.push({ words: name, offers: optionsOf({ ...globalOptions, ...(await load()).options }) });
  }
  return [...[...groups].map(([words, offers]) => ({ words, offers })), ...commands];
}

function groupOf(groups: Map<string, Offer[]>, first: string): Offer[] {
  const known = groups.get(first);
  if (known !== undefined) return known;
  const made: Offer[] = [];
  groups.set(first, made);
  groups.get('')?.push({ name: first, about: `commands for ${plural[first] ?? first}`, takesValue: false });
  return made;
}

const plural: Readonly<Record<string, string>> = {
  secret: 'secrets',
  policy: 'policies',
  client: 'programs',
  recovery: 'recovery sheets',
  backup: 'backups',
  'key-file': 'key files',
};

function optionsOf(options: Readonly<Record<string, { value?: string; help: string }>>): Offer[] {
  return Object.entries(options).map(([name, { value, help }]) => ({
    name: `--${name}`,
    about: help,
    takesValue: value !== undefined,
  }));
}

/** Options before the command's name that swallow the next word. */
export const swallowing = ['--vault', '--passphrase-file', '--key-file'] as const;

/** A text in single quotes of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
