import fs from 'node:fs';
import path from 'node:path';

/** One fault of a store, as a change of its source. */
export interface Fault {
  readonly name: string;
  /** How the name of the statement begins that does not hold then. */
  readonly statement: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Faults that a store may have while it still reads back what it wrote. Each must make a statement
 * fail.
 */
export const faults: readonly Fault[] = [
  {
    name: 'objects are not synced',
    statement: '36',
    file: 'packs.ts',
    from: 'await this.#file.sync();',
    to: '',
  },
  {
    name: 'the names of packs are not synced',
    statement: '36',
    file: 'packs.ts',
    from: 'if (made.length > 0) await this.#disk.syncFolder(this.#folder);',
    to: '',
  },
  {
    name: 'the name of the manifest is not synced',
    statement: '36',
    file: 'disk.ts',
    from: 'await on.syncFolder(path.dirname(to));\n  return true;',
    to: 'return true;',
  },
  {
    name: 'the manifest itself is not synced',
    statement: '36',
    file: 'disk.ts',
    from: 'await written.sync();',
    to: '',
  },
  {
    name: 'the manifest is there before its objects',
    statement: '36',
    file: 'folder.ts',
    from: 'const packs = await this.#packs.add(batches);\n    const outcome = await this.#publish(at, finish, began)',
    to: 'let packs: readonly string[] = [];\n    const outcome = await this.#publish(at, finish, began).then(async (done) => {\n      if (done === "done") packs = await this.#packs.add(batches);\n      return done;\n    })',
  },
  {
    name: 'a name that is taken is taken again',
    statement: '35',
    file: 'disk.ts',
    from: 'await on.link(from, to);',
    to: 'await on.remove(to).catch(() => {});\n    await on.link(from, to);',
  },
  {
    name: 'a commit does not look at what it stands on',
    statement: '38',
    file: 'folder.ts',
    from: 'if (after !== undefined && !stands)',
    to: 'if (after === "" && !stands)',
  },
  {
    name: 'what a commit drops stays',
    statement: 'what a commit drops',
    file: 'drops.ts',
    from: 'if (ids.length === 0) return;',
    to: 'if (ids.length >= 0) return;',
  },
  {
    name: 'what a commit drops is forgotten by a crash',
    statement: '36',
    file: 'folder.ts',
    from: 'await this.#finishDrops();\n      if (this.#standing(at)',
    to: 'if (this.#standing(at)',
  },
  {
    name: 'an answer that is lost is a failure',
    statement: '39',
    file: 'manifests.ts',
    from: 'if (!isSame(named, manifest)) throw error;',
    to: 'throw error;',
  },
  {
    name: 'the number of an earlier revision is free again',
    statement: '40',
    file: 'manifests.ts',
    from: 'await this.#disk.truncate(file)',
    to: 'await this.#disk.remove(file)',
  },
  {
    name: 'an empty newest manifest gives way to the one before',
    statement: '42: a newest manifest that is empty',
    file: 'manifests.ts',
    from: 'const revision = Math.max(0, ...this.#revisions());\n      if (revision === 0) return undefined;',
    to: 'const revision = Math.max(0, ...this.#revisions().filter((one) => sizeOf(manifestFile(this.#root, this.#device, one)) > 0 || one === 1));\n      if (revision === 0) return undefined;',
  },
  {
    name: 'files of others are read',
    statement: '43: files',
    file: 'names.ts',
    from: 'const manifestName = /^(\\d{16})\\.manifest$/;',
    to: 'const manifestName = /^(\\d{16}).*manifest$/;',
  },
  {
    name: 'a store for reading writes',
    statement: '44',
    file: 'folder.ts',
    from: "if (this.readOnly) fail({ code: 'read-only' });",
    to: '',
  },
  {
    name: 'a closed store answers',
    statement: '44',
    file: 'folder.ts',
    from: "if (this.#closed) fail({ code: 'closed' });",
    to: '',
  },
  {
    name: 'a folder that took the place is written to',
    statement: 'a place that was moved',
    file: 'folder.ts',
    from: 'refuseReplaced(this.#root, this.#identity);\n  }\n}',
    to: '}\n}',
  },
  {
    name: 'two that remove at once bring back what the other removed',
    statement: 'of two that remove',
    file: 'packs.ts',
    from: 'if (!(await this.#takeAway(pack))) await this.removePacks(made);',
    to: 'await this.#takeAway(pack);',
  },
  {
    name: 'objects of a commit that lost stay',
    statement: '40',
    file: 'folder.ts',
    from: "if (outcome === 'conflict') await this.#packs.removePacks(packs);",
    to: "if (outcome === 'conflict') await this.#packs.removePacks([]);",
  },
];

const store = path.resolve(import.meta.dirname, '..');

/**
 * Writes a copy of the folder store with one fault into `to`; gives the module. Fails where the
 * text is no longer there.
 */
export function plant(fault: Fault, to: string): string {
  const from = path.join(store, 'folder');
  let found = false;
  for (const name of fs.readdirSync(from).filter((one) => !one.endsWith('.test.ts'))) {
    const source = fs.readFileSync(path.join(from, name), 'utf8');
    const changed = name === fault.file ? source.replace(fault.from, () => fault.to) : source;
    found ||= changed !== source;
    fs.writeFileSync(path.join(to, name), withPlaces(changed, from));
  }
  if (!found) throw new Error(`not found in ${fault.file}: ${fault.from}`);
  return path.join(to, 'folder.ts');
}

// What lies outside of the copy is imported by its whole path.
function withPlaces(source: string, from: string): string {
  return source.replace(/from '(\.\.\/[^']+|zod\/mini)'/g, (_, name: string) =>
    name === 'zod/mini' ? `from '${import.meta.resolve(name)}'` : `from '${path.resolve(from, name)}'`,
  );
}
