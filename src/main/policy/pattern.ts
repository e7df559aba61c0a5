import { fail, failureOf } from '../../shared/failure.ts';
import { normalPath, pathFault } from '../../shared/path.ts';
import { type PatternFault, policyLimits, type RegexFault } from '../../shared/policy.ts';
import { matchSegments, type Segment } from './glob.ts';

/** What a pattern is for: the IDs of clients, or the paths of secrets. */
export type Subject = 'spiffe-id' | 'path';

/** A pattern, ready to be asked: always against the whole text. */
export interface Pattern {
  /**
   * The one text that it matches; `undefined` when it has a wildcard or is a regular expression.
   */
  readonly literal: string | undefined;
  /** Whole segments that everything it matches begins with. */
  readonly prefix: readonly string[];
  matches(text: string, segments: readonly string[]): boolean;
}

const regexMark = 're:';
/**
 * Instructions of a compiled expression. Time to match is this times the length of the text, at
 * most.
 */
const maxProgram = 2_000;

/** Reads a pattern. Refuses with `bad-pattern` and the place, counted from 0 in the text given. */
export async function compilePattern(text: string, subject: Subject): Promise<Pattern> {
  const bad = (reason: PatternFault, offset = 0, detail?: RegexFault) =>
    fail({
      code: 'bad-pattern',
      subject,
      pattern: text.slice(0, policyLimits.pattern),
      reason,
      offset,
      ...(detail !== undefined && { detail }),
    });
  if (text === '') return bad('empty');
  if (text.length > policyLimits.pattern) return bad('too-long', policyLimits.pattern);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
  const control = text.search(/[\u0000-\u001f\u007f-\u009f]/);
  if (control !== -1 || !text.isWellFormed()) return bad('control-character', Math.max(0, control));
  return text.startsWith(regexMark) ? compileRegex(text, bad) : compileGlob(text, subject, bad);
}

type Bad = (reason: PatternFault, offset?: number, detail?: RegexFault) => never;

async function compileRegex(text: string, bad: Bad): Promise<Pattern> {
  // Loaded when the first pattern needs it: most vaults have none.
  const { RE2JS, RE2JSException } = await import('re2js');
  const source = text.slice(regexMark.length).normalize('NFC');
  if (source === '') return bad('empty', regexMark.length);
  try {
    const regex = RE2JS.compile(source);
    if (regex.programSize() > maxProgram) return bad('too-complex', regexMark.length);
    return { literal: undefined, prefix: regexPrefix(source), matches: (found) => regex.matches(found) };
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    if (!(error instanceof RE2JSException)) return bad('regex', regexMark.length);
    const { error: said = '', input } = error as { error?: string; input?: string | null };
    const at = input ? source.lastIndexOf(input) : source.length - 1;
    return bad('regex', regexMark.length + Math.max(0, at), regexFault(said));
  }
}

/** A fault by the library's words for it; `undefined` for those that it may have some day. */
export function regexFault(said: string): RegexFault | undefined {
  return Object.hasOwn(faults, said) ? faults[said] : undefined;
}

const faults: Readonly<Record<string, RegexFault>> = {
  'missing closing ]': 'missing-bracket',
  'missing closing )': 'missing-parenthesis',
  'unexpected )': 'unexpected-parenthesis',
  'invalid character class range': 'bad-range',
  'invalid escape sequence': 'bad-escape',
  'trailing backslash at end of expression': 'bad-escape',
  'duplicate capture group name': 'bad-group-name',
  'invalid named capture': 'bad-group-name',
  'invalid or unsupported Perl syntax': 'perl-only',
  'invalid capture in lookbehind': 'perl-only',
  'invalid nested repetition operator': 'nested-repeat',
  'invalid repeat count': 'bad-repeat-count',
  'missing argument to repetition operator': 'nothing-to-repeat',
  'expression nests too deeply': 'too-deep',
  'expression too large': 'too-large',
};

/**
 * Whole segments that begin every text which the expression matches; none where that cannot be seen
 * at a glance.
 */
function regexPrefix(source: string): string[] {
  if (hasAlternatives(source)) return [];
  const [plain = ''] = /^[\w/:-]*/.exec(source) ?? [];
  // What a quantifier follows may be missing, and the last segment may go on.
  const sure = /[?*+{]/.test(source[plain.length] ?? '') ? plain.slice(0, -1) : plain;
  return sure.split('/').slice(0, -1);
}

/** True when `|` stands outside of all brackets, or might: then each side begins in its own way. */
function hasAlternatives(source: string): boolean {
  if (source.includes('\\Q')) return true;
  const outside = source.replace(/\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/g, '');
  let depth = 0;
  for (const character of outside) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) return true;
  }
  return false;
}

function compileGlob(text: string, subject: Subject, bad: Bad): Pattern {
  if (text.startsWith('^')) return bad('looks-like-regex', 0);
  if (/(?<!\\)\$$/.test(text)) return bad('looks-like-regex', text.length - 1);
  const segments = globSegments(text.normalize('NFC'), bad);
  checkReachable(text, segments, subject, bad);
  const wild = segments.findIndex((segment) => segment === '**' || segment.length > 1);
  const prefix = segments.slice(0, wild === -1 ? undefined : wild).map((segment) => segment[0] as string);
  const literal = wild === -1 ? prefix.join('/') : undefined;
  if (literal !== undefined) return { literal, prefix, matches: (found) => found === literal };
  const last = segments.at(-1) as Segment;
  const end = last === '**' || last.length > 1 ? undefined : last[0];
  // A look at the last segment is cheap, and most often enough to say no.
  const matches: Pattern['matches'] = (_, path) =>
    (end === undefined || path.at(-1) === end) && matchSegments(segments, path);
  return { literal, prefix, matches };
}

function globSegments(text: string, bad: Bad): Segment[] {
  let offset = 0;
  return text.split('/').map((source) => {
    const at = offset;
    offset += source.length + 1;
    if (source === '**') return '**';
    const texts: string[] = [];
    let text = '';
    for (let i = 0; i < source.length; i++) {
      if (source[i] === '*') {
        if (source[i + 1] === '*') bad('double-star', at + i);
        texts.push(text);
        text = '';
        continue;
      }
      if (source[i] === '\\') i += 1;
      if (i === source.length) bad('trailing-backslash', at + i - 1);
      text += source[i];
    }
    texts.push(text);
    return texts;
  });
}

// A pattern that nothing can match is a mistake that would be found only when access is needed.
function checkReachable(text: string, segments: readonly Segment[], subject: Subject, bad: Bad): void {
  if (subject === 'spiffe-id') {
    if (segments[0] !== '**' && !text.startsWith('spiffe://')) bad('not-a-spiffe-id');
    return;
  }
  let offset = 0;
  for (const [index, source] of text.split('/').entries()) {
    const segment = segments[index] as Segment;
    if (source === '') bad('empty-segment', offset);
    if (segment.length === 1 && segment !== '**' && /^\.\.?$/.test(segment[0] as string))
      bad('dot-segment', offset);
    offset += source.length + 1;
  }
}

/** The pattern that matches this text alone. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*]/g, '\\$&').replace(/^\^/, '\\^').replace(/\$$/, '\\$').replace(/^re:/, '\\re:');
}

/** The pattern that matches whatever lies in a folder ('': everything). */
export function folderPattern(folder: string): string {
  return folder === '' ? '**' : `${literalPattern(`${folder}/`)}**`;
}

/**
 * The one spelling of a SPIFFE ID or path under which it is asked for; `undefined`: no policy can
 * grant it.
 */
export function subjectSegments(text: string, subject: Subject): readonly string[] | undefined {
  if (subject === 'path') return pathFault(text) === undefined ? normalPath(text).split('/') : undefined;
  return text.startsWith('spiffe://') ? text.split('/') : undefined;
}
