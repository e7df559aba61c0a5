import type { Draft } from '../draft.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';

/** More addresses and own fields, each as JSON in a cell. */
export function nordPassFields(draft: Draft, column: string, text: string): boolean {
  const name = column.toLowerCase();
  if (name !== 'additional_urls' && name !== 'custom_fields') return false;
  const list = jsonOr(text);
  if (!Array.isArray(list)) return false;
  for (const one of list) {
    if (typeof one === 'string') draft.add('url', one, 'url');
    else if (one instanceof Members) {
      const type = one.text('type') === 'hidden' ? 'secret' : 'text';
      draft.keep(one.text('label'), one.text('value'), type).rest(one);
    }
  }
  return true;
}
