import { failureOf } from '../../shared/failure.ts';
import { type Json, parseJson } from './json-tree.ts';

/** What a text in a file is as JSON; `undefined`: it is none. */
export function jsonOr(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}
