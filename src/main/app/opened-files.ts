import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../crypto/primitives.ts';
import { writeLongFile } from '../store/long-file.ts';
import { bytesOf, type FileField } from './file-field.ts';

interface Parts {
  /** A folder of ours alone: made when it is needed, and taken away whole. */
  readonly folder: string;
  /** Hands a file to the system; false: no program opens it. */
  readonly show: (file: string) => Promise<boolean>;
}

/**
 * Copies of files out of secrets, for programs that open them. They lie in a folder that only their
 * owner may enter, and go at each lock, and at the next start after a crash.
 */
export class OpenedFiles {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** False where no program opens it. `no-space`, `store`; what loading refuses. */
  async open(file: FileField): Promise<boolean> {
    const { pieces } = await bytesOf(file);
    // A folder for each: two files may have one name.
    const own = join(this.#parts.folder, Buffer.from(random(8)).toString('hex'));
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const copy = join(own, safeName(file.field.name));
    try {
      await writeLongFile(copy, pieces());
      if (await this.#parts.show(copy)) return true;
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      throw error;
    }
    rmSync(own, { recursive: true, force: true });
    return false;
  }

  /** Takes every copy away. What another program holds open may outlast it until the next start. */
  clear(): void {
    try {
      rmSync(this.#parts.folder, { recursive: true, force: true });
    } catch {
      // Tried again at the next lock and the next start.
    }
  }
}

/** A name that every file system takes, with the ending that tells what it is. */
export function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file's name has them
  const plain = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_');
  const short = [...plain.replace(/^[. ]+|[. ]+$/g, '')].slice(-80).join('');
  return short === '' ? 'file' : short;
}
