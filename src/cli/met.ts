import type { Meeting } from '../main/backend/meet.ts';
import type { Vault } from '../main/vault/vault.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { say } from './print.ts';

/** Says once what was changed on several devices, as soon as it is known. */
export interface Told {
  /** What met since the last call. */
  again(): Promise<void>;
}

/** Says what met when the vault was opened, and of which devices files are awaited. */
export async function tellMet(call: Session, { devices }: Vault): Promise<Told> {
  const met: Meeting[] = [];
  devices.whenMet((meeting) => met.push(meeting));
  const told = { again: () => tell(call, met.splice(0)) };
  await told.again();
  for (const { awaited, name, id } of devices.awaited()) {
    const text = await texts('devices');
    await say(call, text.waiting(awaited, name || id));
  }
  return told;
}

async function tell(call: Session, met: readonly Meeting[]): Promise<void> {
  for (const { secrets, records, device } of met) {
    const text = await texts('devices');
    await say(call, text.met(secrets, records, device === '' ? text.unnamedOther : device));
  }
}
