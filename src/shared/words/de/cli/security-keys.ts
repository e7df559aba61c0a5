import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was die Befehle zu Sicherheitsschlüsseln sagen. */
export const words = {
  touch: 'Berühren Sie jetzt den Sicherheitsschlüssel. Strg+C bricht ab.',
  touchTwice: (name) =>
    `Berühren Sie den Sicherheitsschlüssel, der „${name}“ heißen soll, zweimal. Strg+C bricht ab.`,
  pin: 'PIN des Sicherheitsschlüssels: ',
  next: (name) =>
    `Ziehen Sie ihn ab, schließen Sie den an, der „${name}“ heißen soll, und drücken Sie die Eingabetaste: `,
  added: (names) =>
    `${names.join(' und ')} ${names.length === 1 ? 'öffnet' : 'öffnen'} diesen Tresor von jetzt an, mit --security-key. Die Passphrase öffnet ihn wie bisher: bewahren Sie sie auf.`,
  noPin:
    'Ein Sicherheitsschlüssel ohne PIN öffnet den Tresor, sobald ihn jemand berührt: bewahren Sie ihn nicht beim Computer auf, oder geben Sie ihm eine PIN, und fügen Sie ihn neu hinzu.',
  renamed: (name) => `Der Sicherheitsschlüssel heißt von jetzt an ${name}.`,
  removed: (name) => `${name} öffnet diesen Tresor nicht mehr, und der Tresor hat neue Schlüssel.`,
  empty: 'Kein Sicherheitsschlüssel öffnet diesen Tresor.',
  day: (day) => `hinzugefügt am ${day}`,
  of: (person) => `von ${person}`,
  withPin: 'verlangt eine PIN oder einen Finger',
  withoutPin: 'öffnet durch Berühren',
} satisfies CliWords['securityKeys'];

words satisfies Alike<CliWords['securityKeys'], typeof words>;
