/**
 * A language for tests: German, the longest there is, with each text between marks and longer
 * still. What is on screen without marks comes from no tree of words. Written so that its own text
 * can be put into a built file.
 */
export function pseudo<T>(tree: T): T {
  const mark = (text: string): string => {
    if (!/\p{L}{2}/u.test(text)) return text;
    const more = 'ŵọřđş '.repeat(Math.ceil(text.length / 5 / 6));
    return `⟦${text} ${more.slice(0, Math.ceil(text.length / 5)).trim()}⟧`;
  };
  const marked = (value: unknown): unknown => {
    if (typeof value === 'string') return mark(value);
    if (typeof value === 'function') return (...args: unknown[]) => marked(value(...args));
    if (Array.isArray(value)) return value.map(marked);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one)]));
  };
  return marked(tree) as T;
}

const exported = /export\s*\{\s*([\w$]+)(?: as words)?\s*\};?\s*$/;

/** A built file of German words that speaks the language for tests instead; others as they are. */
export function speaksPseudo(source: string): string {
  const isGerman = /Notfallbl|Schließen/.test(source) && exported.test(source);
  if (!isGerman) return source;
  return source.replace(
    exported,
    (_, name: string) =>
      `${pseudo.toString()}\nconst pseudoWords = pseudo(${name});\nexport { pseudoWords as words };\n`,
  );
}

/** What the page says outside marks, and what does not fit. */
export interface Found {
  readonly unmarked: string[];
  readonly tooWide: string[];
}

/**
 * Runs in the page: texts, names and tips that hold letters, are seen or read aloud, and have no
 * mark; and parts wider than their place.
 */
export function inspectPage(): Found {
  const shown = (one: Element) =>
    one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const isText = (text: string) => /\p{L}{2}/u.test(text);
  const isMarked = (text: string) => text.includes('⟦');
  const unmarked = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [text, parent] = [node.textContent ?? '', node.parentElement];
    if (parent === null || !isText(text) || isMarked(text) || !shown(parent)) continue;
    if (parent.closest('script, style, kbd, [translate="no"]') === null)
      unmarked.add(`${parent.localName}: ${text.trim()}`);
  }
  const names = [
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'aria-roledescription',
    'title',
    'placeholder',
    'alt',
  ];
  for (const one of document.body.querySelectorAll('*'))
    for (const name of names) {
      const text = one.getAttribute(name) ?? '';
      if (isText(text) && !isMarked(text) && shown(one)) unmarked.add(`${one.localName} ${name}: ${text}`);
    }
  const tooWide = new Set<string>();
  const width = document.documentElement.clientWidth;
  for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
    if (!shown(one) || one.closest('[class*="hidden" i], svg') !== null) continue;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const name = () =>
      `${one.localName}.${one.className} ${Math.round(box.width)}: ${(one.textContent ?? '').slice(0, 70)}`;
    const isTiny = box.width <= 1 || box.height <= 1 || style.clipPath !== 'none';
    if (isTiny) continue;
    if (box.left < -1 || box.right > width + 1) tooWide.add(`out of the window: ${name()}`);
    const scrolls =
      ['auto', 'scroll'].includes(style.overflowX) || ['input', 'textarea', 'select'].includes(one.localName);
    if (
      !scrolls &&
      style.textOverflow !== 'ellipsis' &&
      one.clientWidth > 0 &&
      one.scrollWidth > one.clientWidth + 1
    )
      tooWide.add(`wider than its place: ${name()}`);
  }
  return { unmarked: [...unmarked], tooWide: [...tooWide] };
}
