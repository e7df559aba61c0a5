import { shownSet, shownVault } from '../../shared/recovery.ts';
import type { Copy } from '../copy.ts';
import { button, h, trouble } from '../dom.ts';
import { passphraseWays } from '../format/ways.ts';
import { heading, show } from '../frame.ts';
import { setOf } from '../sheets.ts';
import { words } from '../words.ts';
import { passphraseScreen } from './passphrase.ts';
import { sheetsScreen } from './sheets.ts';

/** Sheets or passphrase; `back` chooses another copy. */
export function waysScreen(copy: Copy, back: () => void): void {
  const here = () => waysScreen(copy, back);
  show(() => {
    const text = words().ways;
    const [newest] = copy.manifests;
    const found = newest && setOf(newest);
    const withSheets = copy.manifests.find((one) => setOf(one) !== undefined);
    const set = found ?? (withSheets && setOf(withSheets));
    const withPassphrase = copy.manifests.some((one) => Object.values(passphraseWays(one)).includes(true));
    return [
      heading(text.heading),
      h('p', { class: 'hint' }, copy.name, ' · ', text.vault(shownVault(newest?.vault ?? ''))),
      set !== undefined &&
        way(text.sheets, text.sheetsText(set.threshold, set.shares, shownSet(set.set)), () =>
          sheetsScreen(copy, here),
        ),
      withPassphrase && way(text.passphrase, text.passphraseText, () => passphraseScreen(copy, here)),
      copy.manifests.some((one) => one.ofKind('security-key').length > 0) &&
        h('p', { class: 'hint' }, text.securityKey),
      set === undefined && !withPassphrase && trouble(text.none),
      h('p', { class: 'acts' }, button(text.otherCopy, back, { class: 'quiet' })),
    ];
  });
}

function way(label: string, hint: string, go: () => void): HTMLElement {
  return h('p', { class: 'acts' }, button(label, go, { class: 'main' }), h('span', { class: 'hint' }, hint));
}
