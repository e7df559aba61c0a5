import type { ReferenceFault } from '../../../failure-reasons.ts';

/** Warum etwas, das wie ein Verweis beginnt, keiner ist, nach einem Doppelpunkt. */
export const referenceFaults: Readonly<Record<ReferenceFault, string>> = {
  'no-key': '#KEY fehlt',
  'empty-key': 'Der Schlüssel nach # ist leer',
  'not-a-path': 'Was vor # steht, ist kein Pfad',
  query: 'Nach ? darf version=N stehen und nichts anderes',
  percent: 'Ein % darin beginnt keinen Code: Schreiben Sie %25',
  'open-braces': '{{ endet nicht auf der Zeile',
};
