interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Puts what these files import, and what that imports, into one chunk: all of it is loaded together, and each file costs a command a millisecond. */
export function closureOf(name: string, roots: readonly string[]) {
  let closure: Set<string> | undefined;
  return {
    debugName: name,
    name: (id: string, graph: Graph) => {
      closure ??= reached(roots, graph);
      return closure.has(id) ? name : null;
    },
  };
}

function reached(roots: readonly string[], graph: Graph): Set<string> {
  const found = new Set(roots);
  for (const id of found) {
    const module = graph.getModuleInfo(id);
    if (module === null && roots.includes(id)) throw new Error(`No module of the build: ${id}`);
    for (const imported of module?.importedIds ?? []) found.add(imported);
  }
  return found;
}
