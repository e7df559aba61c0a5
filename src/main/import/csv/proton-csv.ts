import type { Draft } from '../draft.ts';
import { protonContent } from '../formats/proton-content.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';

/** Of a card and an identity the note is their whole content, as JSON. */
export function protonNote(draft: Draft, text: string): boolean {
  const content = jsonOr(text);
  if (!(content instanceof Members) || content.peek('note') === undefined) return false;
  draft.add('notes', content.text('note'), 'note');
  protonContent(content, draft);
  return true;
}
