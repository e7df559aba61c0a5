import path from 'node:path';
import type { Call } from './trace.ts';

// One commit of SQLite's, as synchronous = EXTRA has it: the journal and its name last before the
// file is written, the file before the journal goes, and that it went before the commit counts.
const commit = /write J\nsync J\nsync FOLDER\nwrite J\nsync J\nwrite F\nsync F\nremove J\nsync FOLDER\n/;

/**
 * The order of writes and syncs in words, a line each: what is written in several pieces once, a
 * whole commit of SQLite's as `commit`.
 */
export function orderOf(calls: readonly Call[]): string[] {
  const name = namer();
  const steps = calls
    .filter((call) => call.did !== 'create' && call.did !== 'folder')
    .map((call) => {
      if (call.did === 'link' || call.did === 'rename')
        return `${call.did} ${name(call.from)} to ${name(call.name)}`;
      const did = call.did === 'copy' || call.did === 'cut' ? 'write' : call.did;
      return `${did} ${name(call.name)}`;
    })
    .filter((step, at, all) => step !== all[at - 1] || !step.startsWith('write'));
  return withCommits(`${steps.join('\n')}\n`)
    .trimEnd()
    .split('\n');
}

function withCommits(text: string): string {
  const found = new Set([...text.matchAll(/^write (.*) journal$/gm)].map(([, file = '']) => file));
  let short = text;
  for (const file of found) {
    const parts = { J: `${file} journal`, F: file, FOLDER: folderOf(file) };
    const pattern = commit.source.replace(/\b(J|F|FOLDER)\b/g, (part) => literal(parts[part as 'J']));
    short = short.replaceAll(new RegExp(pattern, 'g'), `commit ${file}\n`);
  }
  return short;
}

function folderOf(file: string): string {
  return path.dirname(file) === '.' ? 'folder' : `${path.dirname(file)} folder`;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

// Names that differ from run to run: of a file in the making, of the process, of the time.
function namer() {
  const parts: string[] = [];
  return (name: string): string => {
    const [folder, base] = [path.dirname(name), path.basename(name)];
    const inside = folder === '.' ? '' : `${folder}/`;
    if (name === '') return 'folder';
    if (/(^|\/)backups$/.test(name)) return `${name} folder`;
    const [, part, journal] = /^(\.holdfast-.*?)(-journal)?$/.exec(base) ?? [];
    const suffix = journal || base.endsWith('-journal') ? ' journal' : '';
    if (part !== undefined) {
      if (!parts.includes(part)) parts.push(part);
      return `${inside}new ${parts.indexOf(part) + 1}${suffix}`;
    }
    const plain = base
      .replace(/-journal$/, '')
      .replace(/ \(kept [^)]*\)/, ' (kept)')
      .replace(/\.[0-9a-f]{16}\.new$/, '.new')
      .replace(/^(\w+)[ -]\d{4}.*-r(\d+).*\.holdfast$/, '$1-r$2.holdfast');
    return `${inside}${plain}${suffix}`;
  };
}
