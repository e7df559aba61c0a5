import { button, h, trouble } from '../dom.ts';
import type { Progress } from '../format/source.ts';
import type { Vault } from '../format/vault.ts';
import { heading, redraw, show } from '../frame.ts';
import { jsonOf, ZipTooLarge, zipOf } from '../save.ts';
import { type Put, saveAs } from '../target.ts';
import { words } from '../words.ts';

type Make = (vault: Vault, told: Progress, put: Put) => Promise<number>;

/** Everything as one file, once the person has read what that means. */
export function saveScreen(vault: Vault, back: () => void): void {
  show(() => {
    const text = words().save;
    const way = (label: string, hint: string, go: () => void) =>
      h('p', { class: 'acts' }, button(label, go), h('span', { class: 'hint' }, hint));
    return [
      heading(text.heading),
      h('p', { class: 'trouble' }, text.warning),
      way(text.json, text.jsonText, () => save(vault, { make: jsonOf, end: 'json', size: 0 }, back)),
      way(text.zip, text.zipText, () => save(vault, { make: zipOf, end: 'zip', size: vault.size }, back)),
      h('p', { class: 'acts' }, button(words().back, back, { class: 'quiet' })),
    ];
  });
}

async function save(
  vault: Vault,
  { make, end, size }: { make: Make; end: string; size: number },
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
    const progress = (part: number) => {
      bar.value = part;
    };
    let secrets = 0;
    const done = await saveAs(`holdfast-${vault.id.slice(0, 8)}.${end}`, size, async (put) => {
      secrets = await make(vault, progress, put);
    });
    if (!done) return saveScreen(vault, back);
    told = () => {
      const lost = vault.lost.length;
      return [words().save.done(secrets), lost > 0 && ` ${words().save.lost(lost)}`];
    };
  } catch (error) {
    told = () => [trouble(words().save[error instanceof ZipTooLarge ? 'tooLarge' : 'failed'])];
  }
  redraw();
}
