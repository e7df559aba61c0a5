import { create } from 'zustand';
import type { Preferences, Reply, State } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { isSamePlace, type Place } from '../../shared/place.ts';
import type { VaultColor } from '../../shared/vault-look.ts';
import { api } from '../api.ts';
import { tellAfterwards } from './aftermath.ts';
import { resetAll } from './reset.ts';

interface Session {
  /** `undefined` until main has answered. */
  state: State | undefined;
  preferences: Preferences | undefined;
  /** Why main did not answer. */
  failure: Failure | undefined;
  /** Another vault comes in front: until it is there nothing is shown of either. */
  turning: boolean;
}

/**
 * Which vault is chosen, whether it is open, and what the person prefers. Holds nothing that is
 * inside a vault.
 */
export const useSession = create<Session>()(() => ({
  state: undefined,
  preferences: undefined,
  failure: undefined,
  turning: false,
}));

/** Asks main where things stand, and listens as long as the page lives. */
export function start(): void {
  api.on('state', take);
  api.on('preferences', takePreferences);
  api.on('leaving', empty);
  void api.app.preferences().then((reply) => reply.ok && takePreferences(reply.value));
  void api.app.state().then(settle);
}

// This page is about to be replaced: it shows nothing any more, whatever is still answered.
let leaving = false;

function empty(): void {
  leaving = true;
  resetAll();
  useSession.setState({ state: undefined });
}

/**
 * Takes over what main says; everything of the vault is forgotten unless it is open. One that was
 * locked already has nothing to be forgotten: what a person is doing about it goes on.
 */
export function take(state: State): void {
  if (leaving) return;
  const { state: before } = useSession.getState();
  if (state.vault === 'open') tellAfterwards(undefined);
  if (isAnother(before, state) || !(state.vault === 'open' || isStillLocked(before, state))) resetAll();
  useSession.setState({ state, failure: undefined });
}

function isAnother(before: State | undefined, { place }: State): boolean {
  if (before?.vault !== 'open' || before.place === undefined) return false;
  return place === undefined || !isSamePlace(before.place, place);
}

function isStillLocked(before: State | undefined, { vault, place }: State): boolean {
  if (vault !== 'locked' || before?.vault !== 'locked') return false;
  return place !== undefined && before.place !== undefined && isSamePlace(before.place, place);
}

/** Saves these preferences; what main made of them comes back as an event too. */
export async function savePreferences(preferences: Partial<Preferences>): Promise<Failure | undefined> {
  const reply = await api.app.setPreferences(preferences);
  if (!reply.ok) return reply.failure;
  takePreferences(reply.value);
  return undefined;
}

/** Makes the vault at a place the chosen one. */
export async function select(place: Place): Promise<Failure | undefined> {
  return settle(await api.vault.select({ place }));
}

/** Puts another vault in front; the one that is open stays open. */
export function switchTo(place: Place): Promise<Failure | undefined> {
  return turn(() => api.vault.select({ place, keep: true }));
}

/** Goes to the choice of a vault; the one that is open stays open. */
export function chooseAnother(): Promise<Failure | undefined> {
  return turn(() => api.vault.chooseAnother());
}

// Nothing of one vault may be asked for once main has turned to another.
async function turn(ask: () => Promise<Reply<State>>): Promise<Failure | undefined> {
  resetAll();
  useSession.setState({ turning: true });
  const failure = settle(await ask());
  useSession.setState({ turning: false });
  return failure;
}

/** The same where none may lie: what is wrong with it is said when it is unlocked. */
export async function offer(place: Place): Promise<Failure | undefined> {
  return settle(await api.vault.offer({ place }));
}

export async function createVault(
  place: Place,
  passphrase: string,
  keyFile?: string,
): Promise<Failure | undefined> {
  return settle(await api.vault.create({ place, passphrase, ...(keyFile !== undefined && { keyFile }) }));
}

interface Unlocking {
  readonly passphrase: string;
  readonly keyFile: string | undefined;
  /** The person was told what an older copy hides, and wants it. */
  readonly acceptOlder: boolean;
}

export async function unlock({ keyFile, ...rest }: Unlocking): Promise<Failure | undefined> {
  return settle(await api.vault.unlock({ ...rest, ...(keyFile !== undefined && { keyFile }) }));
}

/** Opens the locked vault again by its PIN, or by what the system asks. */
export async function unlockQuickly(pin: string | undefined): Promise<Failure | undefined> {
  return settle(await api.quickUnlock.unlock(pin === undefined ? {} : { pin }));
}

/** Opens the locked vault by a security key that is connected. */
export async function unlockBySecurityKey(
  pin: string | undefined,
  acceptOlder: boolean,
): Promise<Failure | undefined> {
  return settle(await api.securityKeys.unlock({ acceptOlder, ...(pin !== undefined && { pin }) }));
}

/** Locks, and asks for the passphrase the next time. */
export async function lockAndForget(): Promise<Failure | undefined> {
  resetAll();
  return settle(await api.quickUnlock.lockAndForget());
}

/** Lets the open vault ask for a key file, another one, or none. */
export async function changeKeyFile(
  passphrase: string,
  file: string | undefined,
): Promise<Failure | undefined> {
  return settle(await api.vault.changeKeyFile({ passphrase, ...(file !== undefined && { file }) }));
}

export async function lock(): Promise<Failure | undefined> {
  resetAll();
  return settle(await api.vault.lock());
}

/** Locks the vault in front; those beside it stay open. */
export async function lockAlone(): Promise<Failure | undefined> {
  resetAll();
  return settle(await api.vault.lockAlone());
}

/** Locks and goes back to the choice of a vault. */
export async function leave(): Promise<Failure | undefined> {
  resetAll();
  return settle(await api.vault.leave());
}

/** Calls the open vault something on this machine, '' as its place, and gives it a colour. */
export async function describeVault(
  name: string,
  color: VaultColor | undefined,
): Promise<Failure | undefined> {
  return settle(await api.vault.describe({ name, ...(color !== undefined && { color }) }));
}

export async function forgetRecent(place: Place): Promise<Failure | undefined> {
  return settle(await api.vault.forgetRecent({ place }));
}

function settle(reply: Reply<State>): Failure | undefined {
  if (reply.ok) take(reply.value);
  else if (useSession.getState().state === undefined) useSession.setState({ failure: reply.failure });
  return reply.ok ? undefined : reply.failure;
}

function takePreferences(preferences: Preferences): void {
  useSession.setState({ preferences });
  document.documentElement.dataset['theme'] = preferences.theme;
}
