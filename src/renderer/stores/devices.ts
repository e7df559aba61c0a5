import type { ShownDevice, ShownMet } from '../../shared/contract-devices.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface DevicesHere {
  /** `undefined` until main has answered. */
  readonly list:
    | {
        readonly devices: readonly ShownDevice[];
        readonly met: readonly ShownMet[];
        readonly strangers: { readonly total: number; readonly names: readonly string[] };
      }
    | undefined;
  readonly failure: Failure | undefined;
}

/** The devices that write the open vault apart. */
export const useDevices = vaultStore<DevicesHere>({ list: undefined, failure: undefined });

export async function loadDevices(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.devices.list();
  if (!unlocked()) return;
  if (reply.ok) useDevices.setState({ list: reply.value, failure: undefined });
  else useDevices.setState({ failure: reply.failure });
}

/** True where the device counts as gone now. */
export async function declareGone({ id }: ShownDevice): Promise<boolean> {
  const unlocked = untilLock();
  const reply = await api.devices.declareGone({ id });
  if (!unlocked()) return false;
  if (reply.ok) await loadDevices();
  else useDevices.setState({ failure: reply.failure });
  return reply.ok;
}

/** What met was seen: it is told no more. */
export async function dismissMet(): Promise<void> {
  await api.devices.seen();
}
