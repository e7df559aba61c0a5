/**
 * A short name for a fault, the same each time it happens at the same place: kind, and a hash over
 * the places in the code. Holds no message, path or value.
 */
export function referenceOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown-${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const places = frames.map((line) => line.replace(/.*[/\\(]/, '').replace(/\)$/, ''));
  return `${/^\w{1,40}$/.test(error.name) ? error.name : 'Error'}-${fnv1a(places.join('\n'))}`;
}

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
