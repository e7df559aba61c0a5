import type { WindowWords } from '../../window.ts';

/** The small window that searches over whatever else is on the screen. */
export const quickWords: WindowWords['quick'] = {
  title: 'Schnellsuche',
  placeholder: (vault) => `In ${vault} suchen`,
  none: 'Kein Eintrag passt.',
  keys: { enter: '↵' },
  deeds: {
    password: 'Passwort kopieren',
    user: 'Benutzername',
    code: 'Code',
    address: 'Adresse öffnen',
    window: 'In Holdfast zeigen',
  },
  lacks: {
    password: 'Dieser Eintrag hat kein Passwort zum Kopieren.',
    user: 'Dieser Eintrag hat keinen Benutzernamen zum Kopieren.',
    code: 'Dieser Eintrag gibt keine Einmalcodes.',
    address: 'Dieser Eintrag hat keine Adresse zum Öffnen.',
  },
  noVault: 'Kein Tresor ist gewählt',
  noVaultText: 'Wählen Sie einen im Fenster von Holdfast, dann suchen Sie hier.',
  elsewhere: 'Dieser Tresor muss im Fenster von Holdfast entsperrt werden.',
  keyElsewhere: 'Mit einem Sicherheitsschlüssel öffnen Sie ihn im Fenster von Holdfast.',
  openWindow: 'Holdfast öffnen',
};
