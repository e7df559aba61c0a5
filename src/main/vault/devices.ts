import { fail } from '../../shared/failure.ts';
import { isSameName } from '../../shared/people.ts';
import type { Backend } from '../backend/backend.ts';
import type { DeviceState } from '../backend/devices.ts';
import type { Meeting } from '../backend/meet.ts';
import type { Audit } from './audit.ts';

/** So much of an id tells devices apart. */
const idStart = /^[0-9a-f]{8,32}$/;

/** The devices that write an unlocked vault, each a line of its own. */
export class VaultDevices {
  readonly #backend: Backend;
  readonly #audit: Audit;

  constructor(backend: Backend, audit: Audit) {
    this.#backend = backend;
    this.#audit = audit;
  }

  /** With what others wrote by now; those that wrote last come first. Empty where all share one line. */
  async list(): Promise<DeviceState[]> {
    await this.#backend.refresh();
    return [...(this.#backend.devices?.list() ?? [])].sort((a, b) => (b.seen ?? 0) - (a.seen ?? 0));
  }

  /** Nothing waits for this device any more, until it writes again. By its name, its id or how that begins. `not-found`, `bad-input`. */
  async declareGone(text: string): Promise<DeviceState> {
    const all = await this.list();
    if (all.length === 0) fail({ code: 'bad-input', what: 'device', reason: 'none' });
    const device = this.#named(text, all);
    if (device.own) fail({ code: 'bad-input', what: 'device', reason: 'own' });
    if (device.gone !== undefined) return device;
    const record = this.#audit.record('device.gone', device.name || device.id);
    await this.#backend.devices?.declareGone(device.id, record);
    return device;
  }

  /** Those of whose newest revision files are awaited, but for those that are gone. */
  awaited(): DeviceState[] {
    const all = this.#backend.devices?.list() ?? [];
    return all.filter(({ awaited, gone }) => awaited > 0 && gone === undefined);
  }

  /** Called once for each time that something was changed apart and met; also what met before. */
  whenMet(hear: (meeting: Meeting) => void): void {
    this.#backend.devices?.whenMet(hear);
  }

  #named(text: string, all: readonly DeviceState[]): DeviceState {
    const named = all.filter(({ name }) => name !== '' && isSameName(name, text.trim()));
    const id = text.trim().toLowerCase();
    const found = [
      ...new Set([...named, ...(idStart.test(id) ? all.filter((one) => one.id.startsWith(id)) : [])]),
    ];
    const there = found.filter(({ gone }) => gone === undefined);
    const [device, ...more] = there.length > 0 ? there : found;
    if (device === undefined) return fail({ code: 'not-found', what: 'device', name: text.slice(0, 80) });
    if (more.length > 0) fail({ code: 'bad-input', what: 'device', reason: 'ambiguous' });
    return device;
  }
}
