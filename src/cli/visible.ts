// Controls of both sets, and what cannot be seen or turns text around: bidi marks, overrides and
// isolates, zero-width characters, line separators, byte order marks, tags.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is spelled out
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * A name or a sentence for a terminal, in one line: what is not seen is spelled out, so that no
 * name in a file can move the cursor.
 */
export function visible(text: string): string {
  return text.replace(unseen, spelled);
}

/**
 * As `visible`, for a text of several lines: line ends and tabs stay. What is spelled out in JSON
 * is the same JSON.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, (found) => (found === '\n' || found === '\t' ? found : spelled(found)));
}

function spelled(found: string): string {
  return Array.from({ length: found.length }, (_, at) => {
    return `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
