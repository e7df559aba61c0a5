import type { SecurityKeyFault } from '../../failure-reasons.ts';
import { type FailureText, text } from '../failure-text.ts';

const again = 'Ziehen Sie ihn ab, schließen Sie ihn wieder an, und versuchen Sie es noch einmal.';

/** Why a security key was not asked or opened nothing, in the window and on the command line. */
export const securityKeyRefused = {
  wrongPin: (left: number) =>
    text(
      'Das ist nicht die PIN des Sicherheitsschlüssels.',
      left === 1 ? 'Er nimmt noch einen Versuch an.' : `Er nimmt noch ${left} Versuche an.`,
    ),
  'no-library': text(
    'Auf diesem Rechner fehlt libfido2, das mit Sicherheitsschlüsseln spricht.',
    'Installieren Sie das Paket libfido2-1, oder nehmen Sie die Passphrase.',
  ),
  'no-key': text(
    'Es wurde kein Sicherheitsschlüssel gefunden.',
    'Schließen Sie einen an, und versuchen Sie es noch einmal, oder nehmen Sie die Passphrase. Ist einer angeschlossen, darf Ihr Konto ihn vielleicht nicht benutzen: das Paket libfido2-1 richtet das ein.',
  ),
  several: text(
    'Mehrere Sicherheitsschlüssel sind angeschlossen.',
    'Lassen Sie nur den angeschlossen, der gemeint ist.',
  ),
  'no-secrets': text(
    'Dieser Sicherheitsschlüssel kann keinen Tresor öffnen: ihm fehlt „hmac-secret“, das neuere FIDO2-Schlüssel haben.',
    'Nehmen Sie einen anderen.',
  ),
  'not-touched': text(
    'Der Sicherheitsschlüssel wurde nicht rechtzeitig berührt.',
    'Versuchen Sie es noch einmal, und berühren Sie ihn, wenn er blinkt.',
  ),
  refused: text('Der Sicherheitsschlüssel lehnt ab.', 'Versuchen Sie es noch einmal.'),
  'needs-pin': text(
    'Dieser Sicherheitsschlüssel verlangt seine PIN.',
    'Geben Sie die PIN des Sicherheitsschlüssels ein.',
  ),
  'pin-later': text('Mehrere falsche PINs: der Sicherheitsschlüssel nimmt vorerst keine an.', again),
  'pin-blocked': text(
    'Der Sicherheitsschlüssel nimmt keine PIN mehr an: zu viele waren falsch.',
    'Nehmen Sie die Passphrase. Der Sicherheitsschlüssel muss zurückgesetzt und als neuer hinzugefügt werden.',
  ),
  failed: text('Der Sicherheitsschlüssel antwortet nicht, wie er sollte.', again),
  'not-of-this-vault': text(
    'Der angeschlossene Sicherheitsschlüssel gehört nicht zu diesem Tresor.',
    'Schließen Sie einen anderen an, oder nehmen Sie die Passphrase.',
  ),
  'opens-nothing': text(
    'Der Sicherheitsschlüssel hat geantwortet und öffnet nichts: er wurde zurückgesetzt, oder der Tresor wurde verändert.',
    'Nehmen Sie die Passphrase, entfernen Sie dann den Sicherheitsschlüssel, und fügen Sie ihn neu hinzu.',
  ),
  none: text('Dieser Tresor hat keinen Sicherheitsschlüssel.', 'Nehmen Sie die Passphrase.'),
  already: text('Dieser Sicherheitsschlüssel öffnet den Tresor schon.', 'Schließen Sie einen anderen an.'),
  'sheets-first': text(
    'Ein einzelner Sicherheitsschlüssel geht leicht verloren: stellen Sie zuerst Notfallblätter her, oder richten Sie zwei zusammen ein.',
    'Es wurde nichts geändert.',
  ),
  full: text('Ein Tresor hat höchstens acht Sicherheitsschlüssel.', 'Entfernen Sie zuerst einen.'),
  'name-taken': text(
    'Ein anderer Sicherheitsschlüssel dieses Tresors heißt schon so.',
    'Wählen Sie einen anderen Namen.',
  ),
  'name-empty': text(
    'Der Sicherheitsschlüssel braucht einen Namen.',
    'Geben Sie einen ein, etwa „Blauer Schlüssel“.',
  ),
  'name-refused': text(
    'Dieser Name ist zu lang, oder er hat Zeichen, die niemand sieht.',
    'Nehmen Sie höchstens 64 Zeichen.',
  ),
  'needs-passphrase': text(
    'Ein Sicherheitsschlüssel öffnet den Tresor; für das, was Sie wollen, braucht es die Passphrase.',
    'Nehmen Sie die Passphrase.',
  ),
} satisfies Record<Exclude<SecurityKeyFault, 'wrong-pin'>, FailureText> & {
  wrongPin: (left: number) => FailureText;
};
