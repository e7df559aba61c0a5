import { Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Facet } from '../../../shared/facet.ts';
import { titleOf } from '../../../shared/path.ts';
import type { Place } from '../../stores/listing.ts';
import { words } from '../../words/words.ts';

const text = words.list.places;

/** What the list is called while it looks at a place. */
export function placeTitle({ folder, deleted, facet }: Place): string {
  if (deleted) return words.vault.deleted;
  if (facet !== undefined) return text.favourites;
  return folder === '' ? words.vault.all : titleOf(folder);
}

/** Why nothing is there. */
export function noneOf(_: Facet): { icon: ReactNode; title: string; text: string } {
  return { icon: <Star aria-hidden />, ...text.noFavourites };
}
