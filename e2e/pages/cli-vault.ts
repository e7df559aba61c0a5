import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../out/cli/index.js');

/** A vault that the command line made: its key takes no time to derive. */
export class CliVault {
  readonly file: string;
  readonly #home: string;
  readonly #passphraseFile: string;

  constructor(home: string, name: string, passphrase: string) {
    this.#home = home;
    this.file = join(home, name);
    this.#passphraseFile = join(home, `${name}.passphrase`);
    writeFileSync(this.#passphraseFile, passphrase);
    this.run('init', this.file, '--kdf-memory', '8', '--kdf-time', '1');
  }

  /** Runs the command line on this vault. */
  run(...args: string[]): string {
    return this.runOn(this.file, ...args);
  }

  /** Runs the command line on a vault of the same passphrase. */
  runOn(file: string, ...args: string[]): string {
    const common = ['--passphrase-file', this.#passphraseFile, '--quiet'];
    const vault = args[0] === 'init' ? [] : ['--vault', file];
    return execFileSync(process.execPath, [program, ...args, ...vault, ...common], {
      encoding: 'utf8',
      env: { ...process.env, HOME: this.#home, XDG_STATE_HOME: join(this.#home, 'state') },
    });
  }

  put(path: string, fields: Record<string, string>, file = this.file): void {
    const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
    const types = Object.keys(fields).flatMap((name) => ['--type', `${name}=text`]);
    this.runOn(file, 'secret', 'put', path, ...pairs, ...types);
  }

  /** Writes over a part of the file's middle. */
  damage(bytes: number): void {
    const file = readFileSync(this.file);
    const at = Math.floor(file.length / 2);
    for (let i = at; i < at + bytes; i++) file[i] = (file[i] ?? 0) ^ 0xa5;
    writeFileSync(this.file, file);
  }
}
