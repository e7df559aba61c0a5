import { version } from '../../package.json';
import { button, fill, h } from './dom.ts';
import { ownHash } from './own-hash.ts';
import { editionDate } from './page-text.ts';
import { language, otherLanguage, words } from './words.ts';

/** Draws a screen; called again when the language changes. */
export type Screen = () => readonly (Node | string | undefined | false)[];

const main = h('main');
const head = h('header');
const foot = h('footer');
let shown: Screen = () => [];
let leave: (() => void) | undefined;

/** Puts a screen in the place of the one before. `left` is called once, when it goes. */
export function show(screen: Screen, left?: () => void): void {
  leave?.();
  leave = left;
  shown = screen;
  draw();
  const first = main.querySelector<HTMLElement>('[data-first]') ?? main.querySelector<HTMLElement>('h1');
  first?.focus();
  scrollTo(0, 0);
}

/** Draws what is shown anew, where it stays the same screen. */
export function redraw(): void {
  const id = document.activeElement?.id;
  draw();
  if (id) document.getElementById(id)?.focus();
}

function draw(): void {
  fill(main, ...shown());
}

export function heading(text: string): HTMLElement {
  return h('h1', { tabindex: -1 }, text);
}

/** Puts the page together, once. */
export function start(first: Screen): void {
  document.body.replaceChildren(head, main, foot);
  frame();
  show(first);
}

function frame(): void {
  const text = words();
  document.title = text.title;
  document.documentElement.lang = language();
  const switchTo = button(
    text.other,
    () => {
      otherLanguage();
      frame();
      redraw();
      document.getElementById('language')?.focus();
    },
    { id: 'language', lang: language() === 'en' ? 'de' : 'en', class: 'quiet' },
  );
  fill(head, h('span', { class: 'name' }, text.title), switchTo);
  const hash = (ownHash().match(/.{8}/g) ?? []).join(' ');
  fill(
    foot,
    h('p', {}, text.foot(version, editionDate)),
    h('p', {}, text.hash, h('code', {}, hash), text.hashText),
  );
}
