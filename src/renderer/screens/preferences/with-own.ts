/** The usual values as options, and the one that is set should it be another. */
export function withOwn(usual: readonly number[], own: number, label: (n: number) => string) {
  const values = usual.includes(own) ? usual : [own, ...usual];
  return values.map((value) => ({ value, label: label(value) }));
}
