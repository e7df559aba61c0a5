import type { Language } from './languages.ts';

/** What the command line says, in parts: a command loads those that it needs, of one language. */
export interface CliWords {
  access: typeof import('./en/cli/access.ts').words;
  backups: typeof import('./en/cli/backups.ts').words;
  common: typeof import('./en/cli/common.ts').words;
  devices: typeof import('./en/cli/devices.ts').words;
  exports: typeof import('./en/cli/exports.ts').words;
  failures: typeof import('./en/cli/failures.ts').words;
  health: typeof import('./en/cli/health.ts').words;
  help: typeof import('./en/cli/help.ts').words;
  people: typeof import('./en/cli/people.ts').words;
  recovery: typeof import('./en/cli/recovery.ts').words;
  run: typeof import('./en/cli/run.ts').words;
  secrets: typeof import('./en/cli/secrets.ts').words;
  securityKeys: typeof import('./en/cli/security-keys.ts').words;
  usage: typeof import('./en/cli/usage.ts').words;
  vaults: typeof import('./en/cli/vaults.ts').words;
}

export async function cliWords<Part extends keyof CliWords>(
  part: Part,
  language: Language,
): Promise<CliWords[Part]> {
  return (await import(`./${language}/cli/${fileOf(part)}.ts`)).words;
}

// Files are named with dashes.
function fileOf(part: string): string {
  return part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
