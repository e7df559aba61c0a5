/**
 * Rows of the list are kept and fetched by so many. Apart from the contract, for the page has no
 * schemas.
 */
export const rowsPerPage = 100;
