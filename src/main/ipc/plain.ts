const most = { depth: 8, values: 100_000 };
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Why a message is not plain data, or `undefined` when it is. Looked at before any schema: what
 * passes holds only texts, numbers, booleans, nothing, bytes, arrays and plain objects, no key that
 * could reach a prototype, and no depth that could exhaust a parser.
 */
export function impurity(message: unknown): string | undefined {
  let values = 0;
  const look = (value: unknown, depth: number): string | undefined => {
    values += 1;
    if (values > most.values) return 'too many values';
    if (typeof value !== 'object' || value === null) return isPrimitive(value) ? undefined : 'not data';
    if (depth === most.depth) return 'too deep';
    // Cloning brings nothing along but the bytes, whose number the schema bounds.
    if (Object.getPrototypeOf(value) === Uint8Array.prototype) return undefined;
    if (!isPlain(value)) return 'not a plain object';
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol' || poisonous.has(key)) return 'refused key';
      if (Array.isArray(value) && key === 'length') continue;
      const member = Object.getOwnPropertyDescriptor(value, key);
      if (member === undefined || !('value' in member)) return 'accessor';
      const found = look(member.value, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return look(message, 0);
}

function isPrimitive(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return prototype === Array.prototype;
  return prototype === Object.prototype || prototype === null;
}
