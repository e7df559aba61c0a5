/** The row that a key leads to, or `undefined` when it leads nowhere. */
export function step(key: string, cursor: number, total: number, page: number): number | undefined {
  if (total === 0) return undefined;
  const steps: Record<string, number> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor < 0 ? 0 : cursor - 1,
    PageDown: Math.max(0, cursor) + page,
    PageUp: cursor - page,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.min(total - 1, Math.max(0, to));
}
