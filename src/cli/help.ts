import { type AnyCommand, globalOptions, type Options } from './command.ts';
import { table } from './table.ts';

const exitCodes =
  'Exit codes: 0 done, 1 internal fault, 2 wrong usage, 3 not found, 4 locked, wrong passphrase or sheets, 5 denied,\n' +
  '6 conflict, 7 damaged, 8 input refused, 9 store unreachable, full or read-only, 130 interrupted.\n';

/** The whole command line on one page, or with `group` its part. */
export function overview(group?: string): string {
  const commands = Object.entries(table).filter(
    ([name]) => group === undefined || name.startsWith(`${group} `),
  );
  const rows = commands.map(([name, { about }]): [string, string] => [name, about]);
  return [
    `Usage: holdfast --vault PLACE ${group ?? 'COMMAND'} ...\n`,
    group === undefined ? 'Secrets in a vault file, from the command line.\n' : '',
    `Commands:\n${columns(rows)}`,
    `Options of every command:\n${optionRows(globalOptions)}`,
    `Examples:\n${indented(overviewExamples)}`,
    group === undefined ? `${exitCodes}` : '',
    '"holdfast COMMAND --help" tells more of one, with examples.\n',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const overviewExamples = [
  'holdfast init my.holdfast               # asks for a passphrase, twice',
  'export HOLDFAST_VAULT=my.holdfast',
  'holdfast generate | holdfast secret put prod/db user=app --stdin password',
  'holdfast secret get prod/db password    # the value and nothing else',
  'holdfast secret list prod               # the paths under a folder',
];

/** What one command does, takes and looks like in use. */
export function helpOf(command: AnyCommand): string {
  const own = optionRows(command.options);
  const others = Object.fromEntries(
    Object.entries(globalOptions).filter(([name]) => !(name in command.options)),
  );
  return [
    `Usage: holdfast ${command.name}${command.args === '' ? '' : ` ${command.args}`}${own === '' ? '' : ' [OPTIONS]'}\n`,
    `${command.about}\n`,
    own === '' ? '' : `Options:\n${own}`,
    `Options of every command:\n${optionRows(others)}`,
    `Examples:\n${indented(command.examples)}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function optionRows(options: Options): string {
  return columns(
    Object.entries(options).map(([name, { value, many, help }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}${many ? ' ...' : ''}`,
      help,
    ]),
  );
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}
