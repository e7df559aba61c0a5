import type { ReferenceFault } from '../../shared/failure-reasons.ts';
import { parseReference, type Reference, scheme } from './reference.ts';

/** A piece of a template: text that stays, a reference, or what should be one and is none. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly line: number }
  | { readonly kind: 'fault'; readonly reason: ReferenceFault; readonly line: number };

// Bare, a reference ends where no unquoted word of a shell, JSON, YAML or URL could go on: the path
// takes all but spaces, quotes, brackets and the like, the key only letters, digits, - and _, dots
// within, and codes.
const bare =
  /holdfast:\/\/[^\s"'`<>{}()[\],;|\\^#?]*(?:\?[\w=]*)?(?:#(?:[\p{L}\p{M}\p{N}_%-]|\.(?=[\p{L}\p{M}\p{N}_%-]))*)?/uy;
const opening = /\{\{[ \t]*$/;
const braced = /([^\n]*?)[ \t]*\}\}/y;

/**
 * The pieces of a template in order. `{{ holdfast://… }}` holds any character, and `\holdfast://`
 * stands for itself.
 */
export function parseTemplate(template: string): Part[] {
  const parts: Part[] = [];
  let line = 1;
  let done = 0;
  const text = (to: number, drop = 0) => {
    const piece = template.slice(done, to);
    line += count(piece);
    if (piece.length > drop) parts.push({ kind: 'text', text: piece.slice(0, piece.length - drop) });
    done = to;
  };
  for (let at = next(template, 0); at !== -1; at = next(template, done)) {
    if (template[at - 1] === '\\' && at > done) {
      text(at, 1);
      // The reference itself is passed over, or it would be found again.
      parts.push({ kind: 'text', text: scheme });
      done = at + scheme.length;
      continue;
    }
    const brace = opening.exec(template.slice(Math.max(done, at - 64), at));
    text(brace === null ? at : at - brace[0].length);
    const [found, end] = brace === null ? bareAt(template, at) : bracedAt(template, at);
    const reference = found === undefined ? 'open-braces' : parseReference(found);
    parts.push(
      typeof reference === 'string'
        ? { kind: 'fault', reason: reference, line }
        : { kind: 'reference', reference, line },
    );
    done = end;
  }
  text(template.length);
  return parts;
}

function next(template: string, from: number): number {
  return template.indexOf(scheme, from);
}

function bareAt(template: string, at: number): [string | undefined, number] {
  bare.lastIndex = at;
  const [found = scheme] = bare.exec(template) ?? [];
  return [found, at + found.length];
}

function bracedAt(template: string, at: number): [string | undefined, number] {
  braced.lastIndex = at;
  const found = braced.exec(template);
  return found === null ? [undefined, at + scheme.length] : [found[1], braced.lastIndex];
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
