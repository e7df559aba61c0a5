import { button, h, trouble } from '../dom.ts';
import type { Progress } from '../format/source.ts';
import type { Vault } from '../format/vault.ts';
import { heading, redraw, show } from '../frame.ts';
import { download, jsonOf, type Saved, ZipTooLarge, zipOf } from '../save.ts';
import { words } from '../words.ts';

type Make = (vault: Vault, told: Progress) => Promise<Saved>;

/** Everything as one file, once the person has read what that means. */
export function saveScreen(vault: Vault, back: () => void): void {
  show(() => {
    const text = words().save;
    const way = (label: string, hint: string, go: () => void) =>
      h('p', { class: 'acts' }, button(label, go), h('span', { class: 'hint' }, hint));
    return [
      heading(text.heading),
      h('p', { class: 'trouble' }, text.warning),
      way(text.json, text.jsonText, () => save(vault, { make: jsonOf, end: 'json' }, back)),
      way(text.zip, text.zipText, () => save(vault, { make: zipOf, end: 'zip' }, back)),
      h('p', { class: 'acts' }, button(words().back, back, { class: 'quiet' })),
    ];
  });
}

async function save(
  vault: Vault,
  { make, end }: { make: Make; end: string },
  back: () => void,
): Promise<void> {
  let told: () => readonly (Node | string | undefined | false)[] = () => [];
  const bar = h('progress', { max: 1 });
  show(() => {
    bar.setAttribute('aria-label', words().save.saving);
    const acts = h('p', { class: 'acts' }, button(words().back, back));
    return [heading(words().save.saving), bar, h('div', { role: 'status' }, ...told()), acts];
  });
  try {
    const { blob, secrets } = await make(vault, (part) => {
      bar.value = part;
    });
    download(blob, `holdfast-${vault.id.slice(0, 8)}.${end}`);
    told = () => {
      const lost = vault.lost.length;
      return [words().save.done(secrets), lost > 0 && ` ${words().save.lost(lost)}`];
    };
  } catch (error) {
    if (!(error instanceof ZipTooLarge)) throw error;
    told = () => [trouble(words().save.tooLarge)];
  }
  redraw();
}
