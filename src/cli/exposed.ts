import type { Exposed } from '../main/vault/exposed.ts';
import type { Vault } from '../main/vault/vault.ts';
import type { CliWords } from '../shared/words/cli.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { nameFor, printJson, printLines, say } from './print.ts';

/**
 * Lists the secrets that copies from before the last change of the keys hold as they still are;
 * `about`: more for --json.
 */
export async function tellExposed(
  call: Session,
  vault: Vault,
  about: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { rekeyed } = vault;
  const exposed = await vault.exposed();
  const name = nameFor(call);
  const text = await texts('vaults');
  await (call.global.json
    ? printJson(call, { ...about, rekeyed: timeOf(rekeyed), secrets: exposed.map(objectOf) })
    : printLines(
        call,
        exposed.map((secret) => lineOf(secret, name, text.deleted)),
      ));
  await say(call, wordsOn(text, exposed.length, rekeyed));
}

export function timeOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function wordsOn(text: CliWords['vaults'], exposed: number, rekeyed: number | undefined): string {
  if (rekeyed === undefined) return text.neverChanged;
  return exposed === 0 ? text.outOfDate(timeOf(rekeyed)) : text.toChange(exposed, timeOf(rekeyed));
}

function lineOf({ path, changed, deleted }: Exposed, name: (path: string) => string, mark: string): string {
  return [timeOf(changed), name(path), ...(deleted ? [mark] : [])].join('\t');
}

function objectOf({ path, changed, deleted }: Exposed): Record<string, unknown> {
  return { path, changed: timeOf(changed), deleted };
}
