import { writeSync } from 'node:fs';
import { refuseForeignArguments } from './arguments.ts';
import { exit } from './exit.ts';
import { type Interruption, interruption } from './interruption.ts';
import type { Io } from './io.ts';
import { outputOver } from './output.ts';
import { referenceOf } from './reference.ts';
import { run } from './run.ts';
import { sentence } from './words.ts';

/** Runs the process's own command line and ends the process with its exit code. */
export async function main(): Promise<void> {
  process.on('uncaughtException', tellFault);
  const interrupt = interruption();
  const code = await run(process.argv.slice(2), processIo(interrupt), refuseForeignArguments);
  // What was done before the signal came through is done, and says so: repeating it would do it twice.
  process.exit(code === exit.interrupted ? (interrupt.code() ?? code) : code);
}

// What `run` cannot catch: a fault outside every promise that it waits for.
function tellFault(error: unknown): never {
  writeSync(2, `holdfast: ${sentence({ code: 'internal', reference: referenceOf(error) })}\n`);
  process.exit(exit.internal);
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
