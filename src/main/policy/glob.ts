/** One segment of a glob: `**`, or the literal texts between its stars (one text: no star). */
export type Segment = '**' | readonly string[];

/**
 * True when the segments, first to last, are the glob's: `*` is any part of one, `**` any number of
 * whole ones, at its end at least one.
 */
export function matchSegments(glob: readonly Segment[], path: readonly string[]): boolean {
  // Greedy: a later `**` can take all that an earlier one could, so only the last one is ever tried
  // again. Never exponential.
  let [g, p] = [0, 0];
  let retry: { g: number; p: number } | undefined;
  while (p < path.length || g < glob.length) {
    const segment = glob[g];
    if (segment === '**') {
      if (g === glob.length - 1) return p < path.length;
      g += 1;
      retry = { g, p };
    } else if (segment !== undefined && p < path.length && matchSegment(segment, path[p] as string)) {
      g += 1;
      p += 1;
    } else {
      if (retry === undefined || retry.p >= path.length) return false;
      retry.p += 1;
      ({ g, p } = retry);
    }
  }
  return true;
}

function matchSegment(texts: readonly string[], segment: string): boolean {
  const [first = ''] = texts;
  if (texts.length === 1) return segment === first;
  const last = texts.at(-1) as string;
  if (segment.length < first.length + last.length || segment === '') return false;
  if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
  let at = first.length;
  const end = segment.length - last.length;
  for (const text of texts.slice(1, -1)) {
    const found = segment.indexOf(text, at);
    if (found === -1 || found + text.length > end) return false;
    at = found + text.length;
  }
  return true;
}
