import type { Draft } from '../draft.ts';
import { autofillUrls, protonContent } from '../formats/proton-content.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';

/** One of these is in each item's content; a note that a person wrote as JSON has none. */
const ofItems = ['note', 'sections', 'extraSections'];

/** Of a card and an identity the note is their whole content, as JSON. */
export function protonNote(draft: Draft, text: string): boolean {
  const content = jsonOr(text);
  if (!(content instanceof Members) || ofItems.every((name) => content.peek(name) === undefined))
    return false;
  draft.add('notes', content.text('note'), 'note');
  protonContent(content, draft);
  return true;
}

/** All addresses, each with how it is compared: those that the other column leaves out. */
export function protonUrls(draft: Draft, column: string, text: string): boolean {
  if (column.toLowerCase() !== 'autofillurls') return false;
  const all = jsonOr(text);
  if (!Array.isArray(all)) return text === '';
  autofillUrls(
    all.filter((one) => one instanceof Members),
    draft,
  );
  return true;
}
