const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A name may be anything: no control or direction character, and no more than a line holds. */
export function oneLine(text: string, most = 120): string {
  return [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()].slice(0, most).join('');
}

/** The same without markup. */
export function plain(text: string, most?: number): string {
  return oneLine(text, most).replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}
