/**
 * Rows of the list are kept and fetched by so many. Apart from the contract, for the page has no
 * schemas.
 */
export const rowsPerPage = 100;

/**
 * How the list can be ordered: by title, by folder and title, the newest first, or what was used last
 * on this machine before all others by title.
 */
export const sorts = ['title', 'folder', 'updated', 'created', 'used'] as const;
export type Sort = (typeof sorts)[number];
/** Orders that a secret alone tells. */
export type OwnSort = Exclude<Sort, 'used'>;

/** Groups of secrets beside the folders. */
export const facetGroups = ['types', 'tags'] as const;
export type FacetGroup = (typeof facetGroups)[number];

/** So many secrets can be named one by one, for what is done to several at once. */
export const mostNamed = 5_000;
