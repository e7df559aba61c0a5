import { failureOf } from '../../shared/failure.ts';
import type { FailureText } from '../../shared/words/failure-text.ts';
import { shareRefused } from '../../shared/words/share-refused.ts';
import type { Copy } from '../copy.ts';
import { button, chooser, h, trouble } from '../dom.ts';
import { Trouble } from '../format/trouble.ts';
import { Vault } from '../format/vault.ts';
import { bySecret } from '../format/ways.ts';
import { heading, redraw, show } from '../frame.ts';
import { readCode } from '../read-code.ts';
import { Sheets, setOf } from '../sheets.ts';
import { words } from '../words.ts';
import { openVault } from './list.ts';
import { WordForm } from './word-form.ts';

/** One sheet after the other, by typing, pasting or a photo, until there are enough. */
export function sheetsScreen(copy: Copy, back: () => void): void {
  const manifest = copy.manifests.find((one) => setOf(one) !== undefined);
  const set = manifest && setOf(manifest);
  if (manifest === undefined || set === undefined) back();
  else collect(copy, new Sheets(manifest, set), back);
}

function collect(copy: Copy, sheets: Sheets, back: () => void): void {
  let said: (() => FailureText) | undefined;
  const form = new WordForm((text) => give(text));
  const tell = (text: (() => FailureText) | undefined) => {
    said = text;
    redraw();
  };
  const give = async (text: string) => {
    try {
      sheets.give(text);
      form.clear();
      tell(undefined);
      form.focus();
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'share-refused') throw error;
      tell(() => shareRefused(words().share, failure));
      return;
    }
    if (sheets.missing > 0) return;
    await open(copy, sheets, () => {
      said = () => words().sheets.misfit;
      show(draw);
    });
  };
  const photo = async ([file]: File[]) => {
    const text = file && (await readCode(file));
    if (text === undefined) tell(() => words().sheets.noCode);
    else await give(text);
  };
  const draw = () => {
    const text = words().sheets;
    const taken = sheets.taken;
    return [
      heading(text.heading),
      h(
        'p',
        { role: 'status' },
        text.given(taken.length, sheets.set.threshold),
        taken.length > 0 && ` · ${text.taken(taken)}`,
      ),
      h('p', {}, ...taken.map((n) => button(text.takeAway(n), () => takeAway(n), { class: 'quiet' }))),
      sheets.missing > 0 && h('p', {}, text.missing(sheets.missing)),
      said && trouble(said()),
      form.draw(),
      h(
        'p',
        { class: 'acts' },
        chooser(text.photo, photo, { accept: 'image/*' }),
        h('span', { class: 'hint' }, text.photoText),
      ),
      h('p', { class: 'acts' }, button(words().back, back, { class: 'quiet' })),
    ];
  };
  const takeAway = (sheet: number) => {
    sheets.takeAway(sheet);
    tell(undefined);
  };
  show(draw);
}

async function open(copy: Copy, sheets: Sheets, misfit: () => void): Promise<void> {
  show(() => [heading(words().sheets.opening)]);
  await new Promise((resolve) => setTimeout(resolve));
  try {
    for await (const secret of sheets.secrets()) {
      const vault = await Vault.open(copy.source, copy.manifests, bySecret(secret));
      if (vault !== undefined) return await openVault(vault);
    }
    misfit();
  } catch (error) {
    const code = error instanceof Trouble ? error.code : 'head';
    show(() => [heading(words().ways.heading), trouble(words().trouble[code])]);
  }
}
