import type { PolicyFileFault } from '../../failure-reasons.ts';
import { permissions } from '../../policy.ts';

type Told = { readonly field?: string; readonly name?: string };

const fields = 'name, spiffeidPattern, pathPattern, permissions';

/** Was an einer Zeile einer Richtliniendatei falsch ist, nach einem Doppelpunkt. */
export const policyFileFaults: Readonly<Record<PolicyFileFault, (told: Told) => string>> = {
  'tab-indent': () => 'Ein Tabulator kann nicht einrücken',
  'duplicate-field': () => 'Ein Feld ist doppelt angegeben',
  'bad-indent': () => 'Die Einrückung ist falsch',
  'bad-escape': () =>
    'In doppelten Anführungszeichen schreiben Sie einen Backslash doppelt, oder Sie nehmen einfache',
  alias: () => 'Aliase sind nicht erlaubt',
  'not-yaml': () => 'Das ist kein gültiges YAML',
  'too-deep': () => 'Es ist zu tief verschachtelt',
  'not-a-policy': () => `Eine Richtlinie hat die Felder ${fields}`,
  'missing-field': ({ field = '' }) => `${field} fehlt`,
  'unknown-field': () => `Die Felder hier sind ${fields}`,
  'not-one-text': ({ field = '' }) => `${field} muss ein einzelner Text ohne Alias sein`,
  'empty-field': ({ field = '' }) => `${field} ist leer`,
  'unknown-permission': () => `Die Rechte sind ${permissions.join(', ')}`,
  'duplicate-name': ({ name = '' }) => `Zwei Richtlinien heißen ${name}`,
};
