/** The list of secrets: its order, and what is done with several at once. */
export const listWords = {
  sort: 'Sort',
  sortedBy: { title: 'By title', folder: 'By folder', updated: 'Last changed', created: 'Newest' },
};
