import { button, fill, h } from '../dom.ts';
import { heading, show } from '../frame.ts';
import { words } from '../words.ts';
import { chooseScreen } from './choose.ts';

/** What this is, what one needs, and that the network goes first. */
export function beforeScreen(): void {
  const status = h('p', { role: 'status', class: 'status' });
  const look = () => {
    const { online, offline } = words().before;
    status.classList.toggle('good', !navigator.onLine);
    fill(status, navigator.onLine ? online : offline);
  };
  const stop = new AbortController();
  for (const event of ['online', 'offline']) addEventListener(event, look, { signal: stop.signal });
  show(
    () => {
      look();
      const text = words().before;
      return [
        heading(text.heading),
        h('p', {}, text.what),
        h('p', {}, text.need),
        h('ul', {}, ...text.needs.map((need) => h('li', {}, need))),
        h('section', { class: 'note' }, h('h2', {}, text.network), h('p', {}, text.networkText), status),
        h(
          'p',
          { class: 'acts' },
          button(words().next, () => chooseScreen(), { class: 'main', 'data-first': true }),
        ),
      ];
    },
    () => stop.abort(),
  );
}
