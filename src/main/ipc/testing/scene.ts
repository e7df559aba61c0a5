import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bridge, channel } from '../../../shared/contract.ts';
import { HoldfastError } from '../../../shared/failure.ts';
import { fileAt } from '../../../shared/place.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { Apart } from './apart.ts';
import type { TestApp } from './app.ts';
import { strange } from './strange.ts';

/** Where a window begins. */
export interface Scene {
  readonly vault: 'none' | 'locked' | 'open';
  /** How many secrets; from 1,000 on strange ones are among them. */
  readonly secrets: number;
  /** Sheets: none, a set that is to be read back, or one that counts. */
  readonly sheets: 'none' | 'pending' | 'active';
  /** A folder of backups, and one backup in it. */
  readonly backups: boolean;
  /** Part of the vault's file is written over. */
  readonly damaged: boolean;
  /** It lies in a folder that another computer writes, too. */
  readonly apart: boolean;
  /** Programs, and policies for them. */
  readonly programs: boolean;
}

export const plainScene: Scene = {
  ...{ vault: 'open', secrets: 20, sheets: 'none', backups: false, damaged: false, programs: false },
  apart: false,
};

export const passphrase = 'open';

/**
 * True where files are needed: memory forgets a vault that is locked, and has no backups and no
 * sheets.
 */
export function needsFiles({ vault, sheets, backups, damaged, apart }: Scene): boolean {
  return apart || vault === 'locked' || sheets !== 'none' || backups || damaged;
}

/** Plays what came before the window is looked at. `folder`: where the app's files lie. */
export async function play(app: TestApp, folder: string, scene: Scene): Promise<void> {
  const { session } = app;
  const file = join(folder, 'Household.holdfast');
  mkdirSync(join(folder, 'Backups'), { recursive: true });
  Object.assign(app.choices, {
    ...{ new: file, existing: file, auditFile: join(folder, 'audit.jsonl') },
    ...{ backupFolder: join(folder, 'Backups'), restored: join(folder, 'Restored.holdfast') },
    ...{ newKeyFile: join(folder, 'Holdfast.key'), keyFile: join(folder, 'Holdfast.key') },
  });
  if (scene.vault === 'none') return;
  const apart = scene.apart ? new Apart(folder, passphrase) : undefined;
  if (apart === undefined) await session.create(fileAt(file), passphrase);
  else await apart.begin(app);
  await fill(app, scene);
  if (apart !== undefined) await meet(app, apart);
  if (scene.programs) await letIn(app);
  if (scene.sheets !== 'none') await issue(app, scene.sheets === 'active');
  if (scene.backups) {
    await say(app, 'backups', 'addDestination');
    await say(app, 'backups', 'run', {});
  }
  if (scene.damaged) await damage(app, file);
  if (scene.vault === 'locked' && session.isOpen) await session.lock('asked');
}

// One secret is changed on both, and of what the other computer wrote last a part has not come.
async function meet({ session }: TestApp, apart: Apart): Promise<void> {
  const change = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
  const [first] = await session.vault.secrets.list('');
  const path = first?.path ?? 'first';
  apart.send();
  await apart.elsewhere(({ secrets }) => secrets.put(path, change('of there')));
  await session.vault.secrets.put(path, change('of here'));
  apart.receive();
  await session.refresh();
  await apart.elsewhere(({ secrets }) => secrets.put('late', change('on its way')));
  apart.receive(/\.pack$/);
  await session.refresh();
}

const places = ['prod/db', 'prod/api', 'staging/db', 'home', 'mail', 'bank', 'travel/rail'];
const names = ['orders', 'billing', 'router', 'savings', 'wifi guest', 'newsletter', 'backup', 'calendar'];

const letter: Field[] = [
  { name: 'letter', type: 'text', value: 'a long letter, kept for years. '.repeat(4_000) },
  { name: 'user', type: 'text', value: 'aunt' },
];

async function fill({ session }: TestApp, { secrets, damaged }: Scene): Promise<void> {
  const known = Array.from({ length: secrets }, (_, i) => {
    const name = names[(i * 5) % names.length] as string;
    const path = `${places[i % places.length]}/${name}${i < names.length ? '' : ` ${i}`}`;
    return { path, tags: i % 2 ? [] : ['database', 'team'], fields: fieldsOf(name, i) };
  });
  const odd = Object.entries(strange).map(([path, rest]) => ({ path, ...rest }));
  const all = secrets >= 1_000 ? [...known, ...odd] : known;
  const apply = (some: typeof all) =>
    session.vault.secrets.apply(some.map((one) => ({ op: 'store' as const, ...one })));
  await apply(all);
  // Most of the file is this one: what is written over the file's middle hits it.
  if (damaged) await session.vault.secrets.put('letters/aunt', letter);
  // A few that have a history.
  if (secrets > 0) await apply(known.filter((_, i) => i % 4 === 0).slice(0, 200));
}

function fieldsOf(name: string, i: number): Field[] {
  const note = 'Rotated each spring.\nAsk the desk for the second key.';
  return [
    { name: 'user', type: 'text', value: `${name.replace(' ', '_')}_app` },
    { name: 'password', type: 'secret', value: `tV9$kq2!mZx7Lp0w${i}` },
    { name: 'url', type: 'url', value: `https://${name.replace(' ', '-')}.example.com/login` },
    ...(i % 3 === 0 ? [{ name: 'notes', type: 'note' as const, value: note }] : []),
  ];
}

async function letIn({ session }: TestApp): Promise<void> {
  const { vault } = session;
  for (const name of ['build', 'deploy']) {
    const spiffeId = `spiffe://${vault.id}/client/${name}`;
    await vault.registerClient({ name, spiffeId, key: name.padEnd(43, 'k') }, []);
    const permissions = ['read' as const, 'list' as const];
    await vault.policies.put({
      name: `${name} reads`,
      ...{ spiffeIdPattern: spiffeId, pathPattern: 'prod/**', permissions },
    });
  }
}

async function issue(app: TestApp, counts: boolean): Promise<void> {
  const set = { shares: 5, threshold: 3, holders: ['Anna', 'Ben', 'the bank', '', 'Chris'] };
  await say(app, 'recovery', 'issue', { passphrase, ...set, paper: 'a4' });
  for (let sheet = 1; sheet <= (counts ? 5 : 2); sheet++) {
    const { words } = await say(app, 'recovery', 'sheet', { sheet });
    const { positions } = await say(app, 'recovery', 'ask', { sheet });
    await say(app, 'recovery', 'answer', { sheet, words: positions.map((at) => words[at - 1] ?? '') });
  }
  if (counts) await say(app, 'recovery', 'activate', { keepKeys: true });
}

async function damage({ session }: TestApp, file: string): Promise<void> {
  await session.lock('asked');
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  for (let i = at; i < at + 4_096; i++) bytes[i] = (bytes[i] ?? 0) ^ 0xa5;
  writeFileSync(file, bytes);
  await session.unlock(passphrase);
}

type Groups = Omit<Bridge, 'on'>;
type Value<G extends keyof Groups, M extends keyof Groups[G]> = Groups[G][M] extends (
  input: never,
) => Promise<infer R>
  ? Extract<R, { ok: true }> extends { value: infer V }
    ? V
    : never
  : never;

/** Says to the app what the window would; throws what it refuses. */
async function say<G extends keyof Groups, M extends keyof Groups[G] & string>(
  app: TestApp,
  group: G,
  method: M,
  input?: unknown,
): Promise<Value<G, M>> {
  const reply = await app.ask(channel(group, method), input);
  if (!reply.ok) throw new HoldfastError(reply.failure);
  return reply.value as Value<G, M>;
}
