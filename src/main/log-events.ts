import type { FailureCode } from '../shared/failure.ts';
import { failureCodes } from '../shared/failure-schema.ts';

declare const traced: unique symbol;
declare const referenced: unique symbol;
/** What `traceOf` leaves of an error. */
export type Trace = string & { readonly [traced]: true };
/** What `reference` made. */
export type Reference = string & { readonly [referenced]: true };

const words = [
  // Why a vault was locked
  'asked',
  'idle',
  'suspend',
  'screen-lock',
  'user-switch',
  'minimized',
  'quit',
  'left',
  'mending',
  'crash',
  // How a renderer ended
  'clean-exit',
  'abnormal-exit',
  'killed',
  'crashed',
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
  // Where something went wrong
  'exception',
  'rejection',
  'load',
  'preload',
  // What kind of store is configured
  'durable',
  'memory',
  'unknown',
] as const;
/** The fixed words that may stand in a log. */
export type Word = (typeof words)[number];

/**
 * Everything that a log line may hold. Free text is not in it: a value, path or name has no way in.
 */
export type Datum = number | boolean | FailureCode | Word | Trace | Reference;

/** Why a vault was locked. */
export type LockReason =
  | 'asked'
  | 'idle'
  | 'suspend'
  | 'screen-lock'
  | 'user-switch'
  | 'minimized'
  | 'quit'
  | 'left'
  | 'mending'
  | 'crash';

/** The closed list of events, each with what is said beside it. */
export type LogEvents = {
  'app.started': { electron: number; packaged: boolean; testRuntime: boolean; store: Word };
  'app.window': { milliseconds: number };
  'app.quit': Record<never, never>;
  'app.refused-switch': Record<never, never>;
  'main.failed': { where: Word; trace: Trace };
  'window.gone': { reason: Word; exitCode: number };
  'window.unresponsive': Record<never, never>;
  'window.not-loaded': { where: Word; code: number };
  'network.refused': { count: number };
  'settings.set-aside': Record<never, never>;
  'settings.not-saved': { trace: Trace };
  'ipc.failed': { reference: Reference; trace: Trace };
  'ipc.refused': { code: FailureCode };
  'socket.listening': Record<never, never>;
  'socket.refused': { code: FailureCode };
  'vault.offered': Record<never, never>;
  'vault.created': { milliseconds: number };
  'vault.unlocked': { milliseconds: number; readOnly: boolean };
  'vault.recovered': { milliseconds: number };
  'vault.locked': { reason: LockReason };
  'memory.core-dumps-off': { processes: number };
  'memory.core-dumps-on': Record<never, never>;
  'memory.closed': Record<never, never>;
  'memory.open': Record<never, never>;
  'memory.overwritten': { milliseconds: number };
  'vault.refreshed': { revision: number };
  'import.done': { read: number; created: number; skipped: number; failed: number; milliseconds: number };
  'import.ended': { exitCode: number };
};

// An event whose data could hold free text does not compile.
type Free = {
  [E in keyof LogEvents]: LogEvents[E] extends Record<string, Datum> ? never : E;
}[keyof LogEvents];
const noFreeText: Free extends never ? true : Free = true;
void noFreeText;

const known: ReadonlySet<string> = new Set<string>([...words, ...failureCodes]);
const shaped = [/^[0-9a-f]{12}$/, /^(?:\w{1,40}|thrown \w{1,9})(?: < [\w.-]{1,60}(?::\d+:\d+)?){0,14}$/];

/** The same at run time, where a cast may have lied. */
export function isDatum(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  return typeof value === 'string' && (known.has(value) || shaped.some((shape) => shape.test(value)));
}
