// What stands in a page's JSON, checked by hand: a schema would be too slow for 100,000 entries.
export function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length <= most;
}

export function isCount(value: unknown): boolean {
  return isWithin(value, 0, Number.MAX_SAFE_INTEGER);
}

export function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

export function isListOf(list: unknown, most: number, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length <= most && list.every(isOne);
}

export function isListOrNone(list: unknown, most: number, isOne: (item: unknown) => boolean): boolean {
  return list === undefined || isListOf(list, most, isOne);
}
