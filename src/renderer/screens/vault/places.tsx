import { CalendarCheck, Star, Tag } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Facet } from '../../../shared/facet.ts';
import { titleOf } from '../../../shared/path.ts';
import type { Place } from '../../stores/listing.ts';
import { words } from '../../words/words.ts';

const text = words.list.places;

/** What the list is called while it looks at a place. */
export function placeTitle({ folder, deleted, facet }: Place): string {
  if (deleted) return words.vault.deleted;
  if (facet !== undefined) return facetTitle(facet);
  return folder === '' ? words.vault.all : titleOf(folder);
}

/** What a facet is called. */
export function facetTitle(facet: Facet): string {
  if ('tag' in facet) return facet.tag;
  if ('type' in facet) return words.templates.names[facet.type];
  return facet.is === 'favourite' ? text.favourites : text.due;
}

/** Why nothing is there. */
export function noneOf(facet: Facet): { icon: ReactNode; title: string; text: string } {
  if (!('is' in facet)) return { icon: <Tag aria-hidden />, ...text.noneLeft };
  return facet.is === 'favourite'
    ? { icon: <Star aria-hidden />, ...text.noFavourites }
    : { icon: <CalendarCheck aria-hidden />, ...text.noneDue };
}
