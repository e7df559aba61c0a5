import type { WindowWords } from '../../window.ts';

/** Die Liste der Einträge. */
export const listWords: WindowWords['list'] = {
  sort: 'Sortieren',
  sortedBy: { title: 'Nach Titel', folder: 'Nach Ordner', updated: 'Zuletzt geändert', created: 'Neueste' },
};
