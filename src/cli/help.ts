import { type AnyCommand, globalOptions, type Options } from './command.ts';
import { commandHelp } from './help-texts.ts';
import { texts } from './language.ts';
import { table } from './table.ts';

const widest = 120;

/** The whole command line on one page, or with `group` its part. */
export async function overview(group?: string): Promise<string> {
  const text = await texts('help');
  const commands = Object.keys(table).filter((name) => group === undefined || name.startsWith(`${group} `));
  const rows = commands.map((name): [string, string] => [name, commandHelp(text, name).short]);
  return [
    `${text.usage} holdfast --vault PLACE ${group ?? text.command} ...\n`,
    group === undefined ? `${text.lead}\n` : '',
    `${text.parts.commands}\n${columns(rows)}`,
    `${text.parts.global}\n${optionRows(globalOptions, text.global)}`,
    `${text.parts.examples}\n${examples(text.examples)}`,
    group === undefined ? wrapped(text.exitCodes) : '',
    `${text.more}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What one command does, takes and looks like in use. */
export async function helpOf({ name, args, options }: AnyCommand): Promise<string> {
  const text = await texts('help');
  const own = commandHelp(text, name);
  const ownRows = optionRows(options, { ...text.shared, ...own.options });
  const others = Object.fromEntries(Object.entries(globalOptions).filter(([option]) => !(option in options)));
  return [
    `${text.usage} holdfast ${name}${args === '' ? '' : ` ${args}`}${ownRows === '' ? '' : ` ${text.withOptions}`}\n`,
    wrapped(own.about),
    ownRows === '' ? '' : `${text.parts.options}\n${ownRows}`,
    `${text.parts.global}\n${optionRows(others, text.global)}`,
    `${text.parts.examples}\n${examples(own.examples)}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function optionRows(options: Options, help: Readonly<Record<string, string>>): string {
  return columns(
    Object.entries(options).map(([name, { value, many }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}${many ? ' ...' : ''}`,
      help[name] ?? '',
    ]),
  );
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

/** Whole lines, and after # what some of them do; those stand below each other. */
function examples(lines: readonly (readonly string[])[]): string {
  const noted = lines.filter(({ length }) => length > 1).map(([line = '']) => line.length);
  const width = Math.max(0, ...noted);
  return lines
    .map(([line = '', note]) => `  ${note === undefined ? line : `${line.padEnd(width)}  # ${note}`}\n`)
    .join('');
}

/** A text as lines that fit a terminal. */
function wrapped(text: string): string {
  let lines = '';
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > widest) {
      lines += `${line}\n`;
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return `${lines}${line}\n`;
}
