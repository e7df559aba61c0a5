import { isFavourite } from '../../shared/facet.ts';
import { isAny, meant, useChosen } from './chosen.ts';
import { useDetail } from './detail.ts';
import { useListing } from './listing.ts';
import { rowAt } from './paged.ts';
import * as several from './several.ts';

/** True where all that are meant are favourites, as far as the list knows. */
export function areFavourites(): boolean {
  const listing = useListing.getState();
  const chosen = useChosen.getState();
  const { facet } = listing;
  if (chosen.all) return facet !== undefined && 'is' in facet && facet.is === 'favourite';
  if (!isAny(chosen)) return rowAt(listing, listing.cursor)?.favourite === true;
  const rows = [...listing.pages.values()].flat().filter(({ path }) => chosen.paths.has(path));
  return rows.length === chosen.paths.size && rows.every(({ favourite }) => favourite);
}

/** Marks all that are meant as favourites, or no longer where all of them are. */
export async function toggleFavourites(): Promise<void> {
  await several.favourite(meant(), !areFavourites());
}

/** The same for the secret that is looked at. */
export async function toggleFavourite(): Promise<void> {
  const { secret } = useDetail.getState();
  if (secret !== undefined && secret.current > 0)
    await several.favourite({ paths: [secret.path] }, !isFavourite(secret));
}
