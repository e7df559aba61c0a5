import { writeSync } from 'node:fs';
import { refuseForeignArguments } from './arguments.ts';
import { exit } from './exit.ts';
import { type Interruption, interruption } from './interruption.ts';
import type { Io } from './io.ts';
import { outputOver } from './output.ts';
import { referenceOf } from './reference.ts';
import { run } from './run.ts';

/** Runs the process's own command line and ends the process with its exit code. */
export async function main(): Promise<void> {
  process.on('uncaughtException', tellFault);
  const interrupt = interruption();
  const code = await run(process.argv.slice(2), processIo(interrupt), refuseForeignArguments);
  // What was done before the signal came through is done, and says so: repeating it would do it
  // twice.
  process.exit(code === exit.interrupted ? (interrupt.code() ?? code) : code);
}

// What `run` cannot catch: a fault outside every promise that it waits for.
async function tellFault(error: unknown): Promise<never> {
  const reference = referenceOf(error);
  const told = await import('./sentences.ts')
    .then(({ sentence }) => sentence({ code: 'internal', reference }))
    // Where nothing more can be read, a code has to do.
    .catch(() => `internal ${reference}`);
  writeSync(2, `holdfast: ${told}\n`);
  return process.exit(exit.internal);
}

function processIo({ signal, takeSignals }: Interruption): Io {
  return {
    env: process.env,
    // Looked at only when it is read: `process.stdin` opens it.
    get stdin() {
      return process.stdin;
    },
    stdout: outputOver(process.stdout),
    stderr: outputOver(process.stderr),
    terminal: async () => (await import('./terminal.ts')).openTerminal(),
    shutMemory: async () => (await import('../main/native/dumpable.ts')).letTrace(false),
    signal,
    takeSignals,
  };
}
