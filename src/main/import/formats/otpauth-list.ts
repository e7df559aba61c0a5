import { isOtpExport, parseOtpExport } from '../../../shared/otp-export.ts';
import type { Item, Problem, Reading, Source } from '../entry.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';
import { addressAndRest, codeText } from '../otpauth.ts';
import { decodeText } from '../text.ts';
import { commentsTold } from '../told.ts';
import { partsOf } from './code-apps.ts';
import { enteText } from './code-apps-locked.ts';
import { type AppCode, appCodeOf, draftOfCode } from './codes.ts';

/** A text with an address of one-time codes on each line, Google's for several at once among them. */
export async function readOtpauthList(source: Source): Promise<Reading> {
  const text = await enteText(decodeText(source.bytes, source.encoding), source);
  const lines = text.split(/\r?\n|\r/).map((line, i) => ({ text: line.trim(), place: '', line: i + 1 }));
  const isComment = ({ text }: Address) => text.startsWith('#');
  const addresses = lines.filter((one) => one.text !== '' && !isComment(one));
  return readAddresses(addresses, [...commentsTold(lines.some(isComment))]);
}

/** An address, and where in the file it stands. */
export interface Address extends Pick<Problem, 'place' | 'line'> {
  readonly text: string;
}

/** Addresses of one-time codes, each of one or of several; what is to be told `before` comes first. */
export function readAddresses(addresses: readonly Address[], before: readonly Item[] = []): Reading {
  const parts = new Map<number, { of: number; seen: Set<number> }>();
  let done = 0;
  const items = function* (): Generator<Item> {
    yield* before;
    for (const { text, ...where } of addresses) {
      done += 1;
      const { codes, refused } = isOtpExport(text) ? several(text, parts) : one(text);
      for (const code of codes) yield* draftOfCode(code).items();
      for (let n = 0; n < refused; n++) yield { kind: 'failed', problem: { ...where, reason: 'no-code' } };
    }
    for (const { of, seen } of parts.values())
      if (seen.size < of)
        yield { kind: 'note', problem: { place: '', reason: 'parts-missing', count: of - seen.size } };
  };
  return { items: items(), total: addresses.length, done: () => done };
}

interface Found {
  readonly codes: readonly AppCode[];
  readonly refused: number;
}

/** `parts` learns which pictures of an export there were. */
function several(text: string, parts: Map<number, { of: number; seen: Set<number> }>): Found {
  const part = parseOtpExport(text);
  if (typeof part === 'string') return { codes: [], refused: 1 };
  const known = parts.get(part.batch) ?? { of: part.of, seen: new Set<number>() };
  known.seen.add(part.at);
  parts.set(part.batch, known);
  return { codes: part.codes.map(appCodeOf), refused: part.refused };
}

function one(text: string): Found {
  if (!/^(otpauth|motp|steam):\/\//i.test(text)) return { codes: [], refused: 1 };
  const { address, rest } = addressAndRest(text);
  const { issuer, account } = partsOf(address);
  const isSteam = /^steam:/i.test(address);
  const code = {
    id: `${issuer} ${account}`,
    secret: '',
    uri: address,
    issuer,
    account,
    ...(isSteam && { title: 'Steam' }),
    ...displayOf(address),
    more: [...moreOf(address), ...(rest === '' ? [] : [['more', rest] as const])],
  };
  return { codes: [code], refused: 0 };
}

const known = /^(secret|issuer|algorithm|digits|period|counter|encoder|codedisplay)$/i;

/** What an address says beside the code: a picture's place, or whatever an app has of its own. */
function moreOf(uri: string): readonly (readonly [name: string, value: string])[] {
  if (!/^otpauth:/i.test(uri) || codeText(uri) === undefined) return [];
  const query = new URLSearchParams(uri.slice(uri.indexOf('?') + 1));
  return [...query].filter(([name]) => !known.test(name));
}

/** Ente writes what it knows beside a code as JSON into its address. */
function displayOf(uri: string): Partial<AppCode> {
  const text = new URLSearchParams(uri.slice(uri.indexOf('?') + 1)).get('codeDisplay') ?? '';
  const display = jsonOr(text);
  if (!(display instanceof Members)) return {};
  return {
    favourite: display.isTrue('pinned'),
    deleted: display.isTrue('trashed'),
    tags: display.texts('tags'),
    notes: display.text('note'),
  };
}
