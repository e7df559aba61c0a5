import type { CliWords } from '../shared/words/cli.ts';

type Help = CliWords['help'];
interface CommandHelp {
  readonly short: string;
  readonly about: string;
  readonly options: Readonly<Record<string, string>>;
  readonly examples: readonly (readonly string[])[];
}

/** What is said of a command; every command has such a text, as a test sees to. */
export function commandHelp({ commands }: Help, name: string): CommandHelp {
  return commands[name as keyof Help['commands']];
}
