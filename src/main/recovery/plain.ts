const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A name may be anything: no markup, no control or direction character, and no more than a line
 * holds.
 */
export function plain(text: string, most = 120): string {
  const line = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()].slice(0, most).join('');
  return line.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}
