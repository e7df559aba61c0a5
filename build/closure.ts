interface Graph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
}

/**
 * Puts what these files import, and what that imports, into one chunk: all of it is loaded
 * together, and each file takes a millisecond. What programs of their own need as well stays apart,
 * so that those load no more than that: `programs` at any time, `apart` at their start.
 */
export function closureOf(
  name: string,
  roots: readonly string[],
  programs: readonly string[],
  apart: readonly string[] = [],
) {
  let closure: ReadonlySet<string> | undefined;
  return {
    debugName: name,
    includeDependenciesRecursively: false,
    name: (id: string, graph: Graph) => {
      closure ??= without(
        reached(roots, graph),
        new Set([...reached(apart, graph), ...reached(programs, graph, true)]),
      );
      return closure.has(id) ? name : null;
    },
  };
}

function without<T>(all: ReadonlySet<T>, others: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...all].filter((one) => !others.has(one)));
}

function reached(roots: readonly string[], graph: Graph, later = false): Set<string> {
  const found = new Set(roots);
  for (const id of found) {
    const module = graph.getModuleInfo(id);
    if (module === null && roots.includes(id)) throw new Error(`No module of the build: ${id}`);
    for (const imported of module?.importedIds ?? []) found.add(imported);
    if (later) for (const imported of module?.dynamicallyImportedIds ?? []) found.add(imported);
  }
  return found;
}
