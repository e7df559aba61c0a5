/** Texts by name, functions that make texts, lists of texts; nested as the screens are. */
export type Tree = { readonly [name: string]: unknown };

/** A tree of its own, whose leaves can be exchanged; what is no part of a tree is kept as it is. */
export function copyOf<T extends Tree>(tree: T): T {
  const copied = Object.entries(tree).map(([name, value]) => [name, isTree(value) ? copyOf(value) : value]);
  return Object.fromEntries(copied);
}

/**
 * Puts another language's texts into a tree that others hold parts of: they read the new ones from
 * now on.
 */
export function fill<T extends Tree>(tree: T, other: T): void {
  for (const [name, value] of Object.entries(other)) {
    const old = tree[name];
    if (isTree(value) && isTree(old)) fill(old, value);
    else (tree as Record<string, unknown>)[name] = value;
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
