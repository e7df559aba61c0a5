import { fail } from '../../shared/failure.ts';
import type { QuickUnlockFault } from '../../shared/failure-reasons.ts';
import type { SystemQuestion } from '../app/quick-unlock/means.ts';
import { Bus, socketOf, systemBus } from './bus.ts';
import type { Typed } from './wire.ts';

// https://www.freedesktop.org/software/polkit/docs/latest/eggdbus-interface-org.freedesktop.PolicyKit1.Authority.html
const authority = {
  destination: 'org.freedesktop.PolicyKit1',
  path: '/org/freedesktop/PolicyKit1/Authority',
  interface: 'org.freedesktop.PolicyKit1.Authority',
};
/** What packaging/org.holdfast.Holdfast.policy calls it. */
export const unlockAction = 'org.holdfast.Holdfast.unlock';
/** AllowUserInteraction. */
const mayAsk = 1;

/** What polkit answers. */
interface Answer {
  readonly isAllowed: boolean;
  /** It would have to ask. */
  readonly asks: boolean;
  /** Somebody was asked, and closed the question. */
  readonly wasDismissed: boolean;
}

/**
 * Asks by polkit: its agent in the session wants the password of the account, or a finger. What
 * polkit allows without a question is refused: then nobody has proven anything.
 */
export class PolkitQuestion implements SystemQuestion {
  readonly asker = 'polkit';
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #patience: number;
  #count = 0;

  /** `patience`: milliseconds that polkit has to say whether it would ask. */
  constructor(env: Readonly<Record<string, string | undefined>>, patience = 5_000) {
    this.#env = env;
    this.#patience = patience;
  }

  fault(): Promise<QuickUnlockFault | undefined> {
    return this.#connected((bus) => this.#unasked(bus), 'no-question');
  }

  async ask(signal: AbortSignal): Promise<void> {
    const reason = await this.#connected((bus) => this.#asked(bus, signal), 'no-question');
    if (signal.aborted) fail({ code: 'cancelled' });
    if (reason !== undefined) fail({ code: 'quick-unlock', reason });
  }

  /** A connection of its own: polkit knows by it which process and session ask. */
  async #connected<T>(work: (bus: Bus) => Promise<T>, none: T): Promise<T> {
    const path = socketOf(this.#env['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemBus);
    if (path === undefined) return none;
    let bus: Bus | undefined;
    try {
      const ignore = () => undefined;
      bus = await Bus.connect(path, ignore, ignore);
      return await work(bus);
    } catch {
      return none;
    } finally {
      bus?.close();
    }
  }

  async #unasked(bus: Bus): Promise<QuickUnlockFault | undefined> {
    // Nobody is asked, so it takes no time; what is connected to is closed then.
    const late = setTimeout(() => bus.close(), this.#patience).unref();
    const answer = await this.#check(bus, 0, '').finally(() => clearTimeout(late));
    if (typeof answer === 'string') return answer;
    if (answer.isAllowed) return 'asks-nothing';
    return answer.asks ? undefined : 'no-question';
  }

  async #asked(bus: Bus, signal: AbortSignal): Promise<QuickUnlockFault | undefined> {
    const before = await this.#unasked(bus);
    if (before !== undefined || signal.aborted) return before;
    const name = `holdfast-${++this.#count}`;
    const cancel = () => void bus.call({ ...authority, member: 'CancelCheckAuthorization', args: [name] });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await this.#check(bus, mayAsk, name);
      if (typeof answer === 'string') return answer;
      if (answer.isAllowed) return undefined;
      return answer.asks && !answer.wasDismissed ? 'no-agent' : 'not-confirmed';
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async #check(bus: Bus, flags: number, cancellation: string): Promise<Answer | QuickUnlockFault> {
    const us: Typed = ['(sa{sv})', ['system-bus-name', { name: ['s', bus.name] }]];
    const args: Typed[] = [us, ['s', unlockAction], ['a{ss}', {}], ['u', flags], ['s', cancellation]];
    const reply = await bus.call({ ...authority, member: 'CheckAuthorization', args });
    if (reply?.type !== 'reply') return reply?.error === notRegistered ? 'no-policy' : 'no-question';
    const [[isAllowed, asks, details] = []] = reply.body as [unknown[]?];
    const said = (details ?? {}) as Readonly<Record<string, unknown>>;
    return {
      isAllowed: isAllowed === true,
      asks: asks === true,
      wasDismissed: said['polkit.dismissed'] !== undefined,
    };
  }
}

/** polkit has one name for all of its refusals: that of an action which no file describes. */
const notRegistered = 'org.freedesktop.PolicyKit1.Error.Failed';
