import type { Folder } from '../../shared/contract.ts';
import { compareNames } from '../../shared/natural.ts';

interface Node {
  /** Secrets anywhere below. */
  secrets: number;
  readonly children: Map<string, Node>;
}

/**
 * The folders that the paths of secrets imply, each with its count. A folder without a secret below
 * is none.
 */
export class FolderTree {
  readonly #root = emptyNode();

  add(path: string): void {
    let node = this.#root;
    for (const name of foldersOf(path)) {
      const child = node.children.get(name) ?? emptyNode();
      node.children.set(name, child);
      child.secrets++;
      node = child;
    }
  }

  /** Takes out a path that was added. */
  remove(path: string): void {
    let node: Node | undefined = this.#root;
    for (const name of foldersOf(path)) {
      const child: Node | undefined = node.children.get(name);
      if (child === undefined) return;
      child.secrets--;
      if (child.secrets === 0) node.children.delete(name);
      node = child;
    }
  }

  /** The paths of up to `most` folders, each before those in it. */
  paths(most: number): string[] {
    const found: string[] = [];
    const walk = (node: Node, parent: string) => {
      for (const [name, child] of [...node.children].sort(([a], [b]) => compareNames(a, b))) {
        if (found.length >= most) return;
        const path = parent === '' ? name : `${parent}/${name}`;
        found.push(path);
        walk(child, path);
      }
    };
    walk(this.#root, '');
    return found;
  }

  /** The folders directly under one ('' is the whole vault), as people order names. */
  under(parent: string): Folder[] {
    let node: Node | undefined = this.#root;
    for (const name of parent === '' ? [] : parent.split('/')) node = node?.children.get(name);
    if (node === undefined) return [];
    return [...node.children]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([name, child]) => ({
        path: parent === '' ? name : `${parent}/${name}`,
        name,
        secrets: child.secrets,
        folders: child.children.size,
      }));
  }
}

function emptyNode(): Node {
  return { secrets: 0, children: new Map() };
}

function foldersOf(path: string): string[] {
  const names = path.split('/');
  names.pop();
  return names;
}
