import type * as z from 'zod/mini';
import type { Call } from '../../shared/call.ts';
import { channel, type Handlers, type Reply } from '../../shared/contract.ts';
import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import { impurity } from './plain.ts';
import { isOurs, type Sender } from './sender.ts';

/** Groups of calls by name: `contract` itself, or a smaller one in a test. */
export type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>;

/** What a dispatcher needs besides the calls. */
export interface DispatchOptions {
  /** Writes an unforeseen error down and gives the reference under which it is found. */
  readonly report: (error: unknown) => string;
  /** Hears of every refusal and failure, as a code. */
  readonly refused?: (failure: Failure) => void;
  /** Runs the handler of a call. */
  readonly during?: <T>(work: () => T) => T;
}

/** Answers one message; never throws. */
export type Dispatch = (channel: string, sender: Sender, args: readonly unknown[]) => Promise<Reply<unknown>>;

type Handler = (input: unknown) => unknown;
interface Route extends Call {
  readonly name: string;
  readonly handle: Handler;
}

/** The names of all channels of these calls. */
export function channels(calls: Calls): string[] {
  return Object.entries(calls).flatMap(([group, methods]) =>
    Object.keys(methods).map((method) => channel(group, method)),
  );
}

/** Joins calls and handlers: check the sender, parse, run, parse the result, reply. */
export function dispatcher(calls: Calls, handlers: Handlers, options: DispatchOptions): Dispatch {
  const routes = routesOf(calls, handlers);
  return async (name, sender, args) => {
    try {
      const work = () => answer(routes.get(name), sender, args);
      return { ok: true, value: await (options.during?.(work) ?? work()) };
    } catch (error) {
      const failure = failureOf(error) ?? { code: 'internal', reference: options.report(error) };
      options.refused?.(failure);
      return { ok: false, failure };
    }
  };
}

async function answer(route: Route | undefined, sender: Sender, args: readonly unknown[]): Promise<unknown> {
  if (!isOurs(sender)) fail({ code: 'denied', reason: 'sender' });
  if (route === undefined) fail({ code: 'bad-input', what: 'request', reason: 'unknown-call' });
  const value = await route.handle(parseInput(route, args));
  // A value that the contract does not describe stays here, and the error is ours: no failure of
  // the person's.
  const output = route.output.safeParse(value);
  if (!output.success) throw new TypeError('result outside the contract');
  return output.data;
}

function parseInput(route: Route, args: readonly unknown[]): unknown {
  const request = { code: 'bad-input', what: 'request', call: route.name } as const;
  if (args.length > 1) fail({ ...request, reason: 'malformed' });
  if (impurity(args[0]) !== undefined) fail({ ...request, reason: 'not-plain' });
  const parsed = route.input.safeParse(args[0]);
  if (!parsed.success) fail({ ...request, reason: 'unfit', at: memberOf(parsed.error) });
  return parsed.data;
}

// The member alone: the message of an issue may quote the input.
function memberOf(error: z.core.$ZodError): string {
  return error.issues[0]?.path.map(String).join('.') || 'input';
}

function routesOf(calls: Calls, handlers: Handlers): Map<string, Route> {
  const supplied = handlers as unknown as Record<string, Record<string, Handler>>;
  const routes = new Map<string, Route>();
  for (const [group, methods] of Object.entries(calls)) {
    for (const [method, call] of Object.entries(methods)) {
      const handle = supplied[group]?.[method];
      if (handle === undefined) throw new TypeError(`no handler for ${group}.${method}`);
      routes.set(channel(group, method), { ...call, name: `${group}.${method}`, handle });
    }
  }
  return routes;
}
