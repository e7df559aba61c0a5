/**
 * A parser process seen from the one that started it. The command line makes it with `child_process.fork`, the app with
 * `utilityProcess.fork`. What it posts is not to be trusted: messages are parsed on arrival.
 */
export interface Channel {
  /** Plain data only, without bytes: both kinds of channel carry that. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: () => void): void;
  /** At once (SIGKILL), whatever the process is doing. */
  kill(): void;
}

/** Starts `import-process.js` with an empty environment and a bounded heap. */
export type RunParser = () => Channel;

/** Megabytes of heap that a parser may take. */
export const parserHeap = 4_096;
