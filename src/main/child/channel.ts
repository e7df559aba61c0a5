/**
 * A process that reads what strangers wrote, seen from the one that started it. The command line
 * makes it with `child_process.fork`, the app with `utilityProcess.fork`. What it posts is not to
 * be trusted: messages are parsed on arrival.
 */
export interface Channel {
  /** Plain data only; bytes where the process was started for them. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: () => void): void;
  /** At once (SIGKILL), whatever the process is doing. */
  kill(): void;
}

/** What such a process may take, and what it may be sent. */
export interface ChildOptions {
  /** Of heap. */
  readonly megabytes: number;
  /** Messages may carry bytes. */
  readonly bytes?: boolean;
  /** More of V8's flags. */
  readonly flags?: readonly string[];
}
