import type { CliWords } from '../../shared/words/cli.ts';
import type { Table } from '../command.ts';
import { globalOptions, type Options } from '../command.ts';
import { commandHelp } from '../help-texts.ts';
import { texts } from '../language.ts';

type Help = CliWords['help'];

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
  const text = await texts('help');
  for (const [name, { load }] of Object.entries(table)) {
    const [first = '', second] = name.split(' ');
    const { short: about, options: own } = commandHelp(text, name);
    if (second === undefined) groups.get('')?.push({ name, about, takesValue: false });
    else groupOf(groups, first, text).push({ name: second, about, takesValue: false });
    const help = { ...text.global, ...text.shared, ...own };
    commands.push({ words: name, offers: optionsOf({ ...globalOptions, ...(await load()).options }, help) });
  }
  return [...[...groups].map(([words, offers]) => ({ words, offers })), ...commands];
}

function groupOf(groups: Map<string, Offer[]>, first: string, { groups: names }: Help): Offer[] {
  const known = groups.get(first);
  if (known !== undefined) return known;
  const made: Offer[] = [];
  groups.set(first, made);
  const about = names[first as keyof Help['groups']] ?? first;
  groups.get('')?.push({ name: first, about, takesValue: false });
  return made;
}

function optionsOf(options: Options, help: Readonly<Record<string, string>>): Offer[] {
  return Object.entries(options).map(([name, { value }]) => ({
    name: `--${name}`,
    about: help[name] ?? '',
    takesValue: value !== undefined,
  }));
}

/** Options before the command's name that swallow the next word. */
export const swallowing = ['--vault', '--passphrase-file', '--key-file'] as const;

/** A text in single quotes of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
