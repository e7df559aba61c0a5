import type { ObjectKind } from './object-kind.ts';

// format.md, 5: what an object is, where it lies and which key sealed it.

/** The associated data of an object. */
export function objectAad(vault: string, kind: ObjectKind, id: string, term: number): Buffer {
  return Buffer.from(`${before(vault, kind)}${id}\n${term}`, 'utf8');
}

/** The same for many objects: `idAt` is where the 32 digits of each one's id go. */
export function aadForm(vault: string, kind: ObjectKind, term: number): { aad: Buffer; idAt: number } {
  return { aad: objectAad(vault, kind, '0'.repeat(32), term), idAt: before(vault, kind).length };
}

function before(vault: string, kind: ObjectKind): string {
  return `holdfast/1/object\n${vault}\n${kind}\n`;
}
