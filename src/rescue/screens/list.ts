import { button, fill, h } from '../dom.ts';
import type { Secret } from '../format/secret.ts';
import type { Lost } from '../format/trouble.ts';
import type { Vault } from '../format/vault.ts';
import { heading, show } from '../frame.ts';
import { words } from '../words.ts';
import { saveScreen } from './save.ts';
import { secretScreen } from './secret.ts';

/** Rows that are drawn at once: of more, a search finds the right ones. */
const most = 300;

/** Reads the list of an open vault, checks the rest of it, and shows it. */
export async function openVault(vault: Vault): Promise<void> {
  const secrets = await vault.secrets();
  await vault.records('policy', 'policies');
  await vault.records('client', 'clients');
  await vault.checkAudit();
  listScreen({ vault, secrets, folder: '', query: '', deleted: false });
}

interface Looked {
  readonly vault: Vault;
  readonly secrets: readonly Secret[];
  folder: string;
  query: string;
  deleted: boolean;
}

function listScreen(looked: Looked): void {
  // Drawn by itself: what is being typed above it stays as it is.
  const place = h('div');
  const draw = () => fill(place, trail(looked), rows(looked));
  const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', 'data-first': true });
  search.value = looked.query;
  search.addEventListener('input', () => {
    looked.query = search.value;
    draw();
  });
  show(() => {
    draw();
    const text = words().list;
    return [
      heading(text.heading),
      damage(looked.vault.lost),
      h('label', { for: 'search' }, text.search),
      search,
      place,
      h('label', { class: 'switch' }, deletedBox(looked, draw), text.showDeleted),
      h(
        'p',
        { class: 'acts' },
        button(text.saveAll, () => saveScreen(looked.vault, () => listScreen(looked)), { class: 'main' }),
        button(text.close, () => location.reload(), { class: 'quiet' }),
      ),
    ];
  });
}

function deletedBox(looked: Looked, draw: () => void): HTMLInputElement {
  const box = h('input', {
    id: 'deleted',
    type: 'checkbox',
    on: {
      change: () => {
        looked.deleted = box.checked;
        draw();
      },
    },
  });
  box.checked = looked.deleted;
  return box;
}

/** The folders above, each to go back to. */
function trail(looked: Looked): HTMLElement {
  const parts = looked.folder === '' ? [] : looked.folder.split('/');
  const places = ['', ...parts.map((_, i) => parts.slice(0, i + 1).join('/'))];
  return h(
    'nav',
    { 'aria-label': words().list.all },
    ...places.map((folder, i) =>
      button(i === 0 ? words().list.all : (parts[i - 1] ?? ''), () => enter(looked, folder), {
        class: 'quiet',
      }),
    ),
  );
}

function enter(looked: Looked, folder: string): void {
  looked.folder = folder;
  looked.query = '';
  listScreen(looked);
}

function rows(looked: Looked): HTMLElement {
  const text = words().list;
  const found = foundIn(looked);
  const folders = looked.query === '' ? foldersIn(found, looked.folder) : [];
  const own = looked.query === '' ? found.filter(({ path }) => isIn(path, looked.folder)) : found;
  const shown = [
    ...folders.map((name) => () => folderRow(looked, name)),
    ...own.map((secret) => () => secretRow(looked, secret)),
  ];
  const left = shown.length - most;
  return h(
    'section',
    {},
    h('p', { class: 'hint', role: 'status' }, found.length === 0 ? text.none : text.found(found.length)),
    h('ul', { class: 'rows' }, ...shown.slice(0, most).map((row) => h('li', {}, row()))),
    left > 0 && h('p', { class: 'hint' }, text.more(left)),
  );
}

function foundIn({ secrets, folder, query, deleted }: Looked): Secret[] {
  const wanted = query.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  const prefix = folder === '' || query !== '' ? '' : `${folder}/`;
  return secrets.filter((secret) => {
    if ((!deleted && secret.deleted) || !secret.path.startsWith(prefix)) return false;
    const text = [secret.path, ...secret.tags].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function isIn(path: string, folder: string): boolean {
  const rest = folder === '' ? path : path.slice(folder.length + 1);
  return !rest.includes('/');
}

function foldersIn(found: readonly Secret[], folder: string): string[] {
  const start = folder === '' ? 0 : folder.length + 1;
  const names = found.flatMap(({ path }) => {
    const end = path.indexOf('/', start);
    return end < 0 ? [] : [path.slice(start, end)];
  });
  return [...new Set(names)];
}

function folderRow(looked: Looked, name: string): HTMLElement {
  const folder = looked.folder === '' ? name : `${looked.folder}/${name}`;
  return button(`${name}/`, () => enter(looked, folder), {
    class: 'row folder',
    'aria-label': words().list.folder(name),
  });
}

function secretRow(looked: Looked, secret: Secret): HTMLElement {
  const text = words().list;
  const name = looked.query === '' ? secret.path.slice(secret.path.lastIndexOf('/') + 1) : secret.path;
  const notes = [
    ...(secret.device === undefined ? [] : [text.asHas(secret.device)]),
    ...(secret.deleted ? [text.deleted] : []),
  ];
  const row = button(name, () => secretScreen(looked.vault, secret, () => listScreen(looked)), {
    class: 'row',
  });
  if (notes.length > 0) row.append(' ', h('span', { class: 'hint' }, notes.join(', ')));
  return row;
}

/** What cannot be read, so that nobody takes it for not there. */
export function damage(lost: readonly Lost[]): HTMLElement | undefined {
  const text = words().list;
  if (lost.length === 0) return undefined;
  const items = lost.slice(0, most).map((one) => h('li', {}, lossText(one)));
  return h(
    'section',
    { class: 'trouble', role: 'alert' },
    text.lost(lost.length),
    h('details', {}, h('summary', {}, text.lostList), h('ul', {}, ...items)),
  );
}

function lossText(lost: Lost): string {
  const { loss } = words().list;
  if (lost.what === 'version') return loss.version(lost.path, lost.version);
  if (lost.what === 'file') return loss.file(lost.path, lost.version, lost.field);
  return loss[lost.what];
}
