import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestApp, type TestAppOptions, testApp } from '../../main/ipc/testing/app.ts';
import { bridgeOver } from '../../shared/bridge.ts';
import { channel } from '../../shared/contract.ts';

/**
 * The real handlers behind the page, and the calls that came. To be made before anything imports
 * `api.ts`.
 */
export interface Behind extends TestApp {
  /** Names of the calls, as `secrets.put`, in order. */
  readonly calls: string[];
  /** Where its files lie. */
  readonly folder: string;
  /** Tells the page what main would. */
  tell(event: string, payload: unknown): void;
  /** Holds back the answers to a call; what it returns lets them go. */
  holds(call: string): () => void;
  close(): Promise<void>;
}

/** Puts an app into the place of the preload bridge. */
export function behindWindow(options: Partial<TestAppOptions> = {}): Behind {
  const folder = mkdtempSync(join(tmpdir(), 'window-'));
  const heard = new Map<string, Set<(payload: unknown) => void>>();
  const calls: string[] = [];
  const held = new Map<string, Promise<void>>();
  const tell = (event: string, payload: unknown) => {
    // As a message: it comes later, and it is a copy.
    const copy = structuredClone(payload);
    setImmediate(() => {
      for (const listener of heard.get(channel('event', event)) ?? []) listener(copy);
    });
  };
  const app = testApp({ folder, tell, ...options });
  const bridge = bridgeOver({
    invoke: async (name, input) => {
      const call = name.slice(name.indexOf(':') + 1);
      calls.push(call);
      const answer = structuredClone(await app.ask(name, structuredClone(input)));
      await held.get(call);
      return answer;
    },
    pathOf: ({ name }) => join(folder, name),
    listen: (name, listener) => {
      const all = heard.get(name) ?? new Set();
      heard.set(name, all.add(listener));
      return () => void all.delete(listener);
    },
  });
  Object.defineProperty(window, 'holdfast', { value: bridge, configurable: true });
  const holds = (call: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.set(call, promise);
    return () => {
      held.delete(call);
      resolve();
    };
  };
  const close = async () => {
    await app.session.lock('quit');
    rmSync(folder, { recursive: true });
  };
  return Object.assign(app, { calls, folder, tell, holds, close });
}
