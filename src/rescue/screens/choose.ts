import type { Copy } from '../copy.ts';
import { chooser, fill, h, trouble } from '../dom.ts';
import { droppedFiles } from '../dropped.ts';
import { openSource } from '../format/open.ts';
import { Trouble, type TroubleCode } from '../format/trouble.ts';
import { manifestsOf } from '../format/vault.ts';
import { heading, show } from '../frame.ts';
import { words } from '../words.ts';
import { waysScreen } from './ways.ts';

/** Which file or folder; `wrong`: why the one before was none. */
export function chooseScreen(wrong?: TroubleCode): void {
  const stop = new AbortController();
  const { signal } = stop;
  const take = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer) droppedFiles(event.dataTransfer).then(read);
  };
  document.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  document.addEventListener('drop', take, { signal });
  show(
    () => {
      const text = words().choose;
      return [
        heading(text.heading),
        wrong !== undefined && trouble(words().trouble[wrong]),
        h('p', {}, text.text),
        h(
          'p',
          { class: 'acts' },
          chooser(text.file, read, { class: 'main', 'data-kind': 'file', multiple: true }),
        ),
        h(
          'p',
          { class: 'acts' },
          chooser(text.folder, read, { 'data-kind': 'folder', webkitdirectory: true }),
          h('span', { class: 'hint' }, text.folderText),
        ),
        h('p', { class: 'hint' }, text.drop),
      ];
    },
    () => stop.abort(),
  );
}

async function read(files: File[]): Promise<void> {
  const percent = h('p', { class: 'status' });
  show(() => [heading(words().choose.reading), percent]);
  try {
    const source = await openSource(files, (part) => fill(percent, words().choose.progress(part)));
    const copy: Copy = { source, manifests: await manifestsOf(source), name: nameOf(files) };
    waysScreen(copy, () => chooseScreen());
  } catch (error) {
    chooseScreen(error instanceof Trouble ? error.code : 'unreadable');
  }
}

function nameOf(files: readonly File[]): string {
  const [first] = files;
  return (files.length > 1 && first?.webkitRelativePath.split('/')[0]) || first?.name || '';
}
