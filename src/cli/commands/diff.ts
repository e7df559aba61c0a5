import { isFile, isHidden } from '../../shared/secret.ts';
import type { Field, SecretInfo } from '../../shared/secret-schema.ts';
import {
  type Compared,
  compareFields,
  isReordered,
  stateOf,
  versionBefore,
} from '../../shared/version-changes.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command, type Session } from '../command.ts';
import { exit } from '../exit.ts';
import { fieldObject, plainLines } from '../format.ts';
import { texts } from '../language.ts';
import { complain, nameFor, printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Reached } from '../reached.ts';
import { wholeNumber } from '../usage.ts';

export const diff = command({
  name: 'secret diff',
  args: 'PATH [A] [B]',
  count: [1, 3],
  options: { reveal: {} },
  run: async (call) => {
    const [path = '', ...numbers] = call.args;
    const [a, b] = numbers.map((number, at) =>
      wholeNumber(at === 0 ? 'A' : 'B', number, 1, Number.MAX_SAFE_INTEGER),
    );
    const text = (await texts('secrets')).diff;
    const found = await reachVault(call, ({ secrets }) => twoOf(secrets, text, { path, a, b }));
    if (typeof found === 'string') {
      await complain(call, found);
      return exit.notFound;
    }
    await (call.global.json ? printObject : printDiff)(call, found, { text, reveal: call.options.reveal });
    return undefined;
  },
});

type DiffText = CliWords['secrets']['diff'];

interface Wanted {
  readonly path: string;
  readonly a: number | undefined;
  readonly b: number | undefined;
}

interface Two {
  readonly path: string;
  readonly versions: readonly [before: number, after: number];
  readonly before: readonly Field[];
  readonly rows: readonly Compared[];
}

/** Both versions, or why one of them cannot be had. */
async function twoOf(secrets: Reached['secrets'], text: DiffText, wanted: Wanted): Promise<Two | string> {
  const info = await secrets.info(wanted.path);
  const versions = numbersOf(info, wanted, text);
  if (typeof versions === 'string') return versions;
  for (const version of versions) {
    const state = stateOf(info.versions, version, Date.now());
    if (state !== 'live') return text[state](info.path, version);
  }
  const [before, after] = [
    (await secrets.get(info.path, versions[0])).fields,
    (await secrets.get(info.path, versions[1])).fields,
  ];
  return { path: info.path, versions, before, rows: compareFields(before, after) };
}

function numbersOf(info: SecretInfo, { a, b }: Wanted, text: DiffText): Two['versions'] | string {
  if (a !== undefined && b !== undefined) return [a, b];
  const after = a ?? (info.current || info.newest);
  if (stateOf(info.versions, after, Date.now()) !== 'live') return [after, after];
  const before = versionBefore(info.versions, after, Date.now());
  return before === undefined ? text.first(info.path, after) : [before, after];
}

interface Ways {
  readonly text: DiffText;
  readonly reveal: boolean;
}

async function printDiff(call: Session, two: Two, { text, reveal }: Ways): Promise<void> {
  const { file } = await texts('secrets');
  const spelled = nameFor(call);
  const line = (sign: string, field: Field) => {
    const covered = isHidden(field.type) && !isFile(field.type) && !reveal;
    const shown = covered ? { ...field, type: 'text' as const, value: text.hidden } : field;
    return plainLines([shown], file, spelled).map((one) => `${sign} ${one}`);
  };
  const lines = two.rows.flatMap(({ fate, before, after }) => {
    if (fate === 'same') return [];
    if (fate === 'renamed' && before && after)
      return [`~ ${text.renamed(spelled(before.name), spelled(after.name))}`];
    return [...(before ? line('-', before) : []), ...(after ? line('+', after) : [])];
  });
  if (isReordered(two.rows, two.before)) lines.push(`~ ${text.reordered}`);
  const head = text.between(spelled(two.path), ...two.versions);
  await printLines(call, [head, ...(lines.length > 0 ? lines : [text.same])]);
}

async function printObject(
  call: Session,
  { path, versions, before, rows }: Two,
  { reveal }: Ways,
): Promise<void> {
  const side = (name: 'before' | 'after', field: Field | undefined) =>
    field === undefined || (isHidden(field.type) && !reveal)
      ? {}
      : { [name]: fieldObject([field])[field.name] };
  const fields = rows.map((row) => ({
    name: (row.after ?? row.before)?.name,
    type: (row.after ?? row.before)?.type,
    fate: row.fate,
    ...(row.fate === 'renamed' && { was: row.before?.name }),
    ...side('before', row.before),
    ...side('after', row.after),
  }));
  await printJson(call, {
    path,
    ...{ before: versions[0], after: versions[1] },
    fields,
    reordered: isReordered(rows, before),
  });
}
