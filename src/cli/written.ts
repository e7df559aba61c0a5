import type { PutOptions } from '../main/vault/secrets.ts';
import type { Session, Values } from './command.ts';
import type { fieldOptions } from './fields.ts';
import { printJson, printLines } from './print.ts';
import { wholeNumber } from './usage.ts';

/** --cas and --tag as the vault takes them. */
export function putOptions({ cas, tag }: Pick<Values<typeof fieldOptions>, 'cas' | 'tag'>): PutOptions {
  return {
    ...(cas !== undefined && { expect: wholeNumber('cas', cas, 0, Number.MAX_SAFE_INTEGER) }),
    ...(tag.length > 0 && { tags: tag }),
  };
}

/** What put, patch and rollback print: the new version's number. */
export async function printVersion(call: Session, path: string, version: number): Promise<undefined> {
  await (call.global.json ? printJson(call, { path, version }) : printLines(call, [String(version)]));
  return undefined;
}
