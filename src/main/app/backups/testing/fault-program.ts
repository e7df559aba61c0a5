// Runs under fault.c: each flow again and again, the 1st, 2nd, 3rd ... file-system call under the
// folder failing, or with `every FIRST STEP` each STEPth from the FIRST on, until one run meets no
// fault. Prints a line for each fault after which something
// was not as it must be, then how many there were. With `-1` for the error it is killed instead:
// then `FLOW N` runs one flow, and `judge` looks at what is left.
import fs from 'node:fs';
import path from 'node:path';
import { failureOf } from '../../../../shared/failure.ts';
import { makeFile } from '../../../backend/testing/vaults.ts';
import { openSettings } from '../../../electron/settings.ts';
import { noLog } from '../../../log.ts';
import { recentsFrom } from '../../recents.ts';
import { flows, names, openIn, prepare, time } from './fault-flows.ts';

const [folder = '', errnoText = '0', sticky = '0', only = '', from = '1', every = '1'] =
  process.argv.slice(2);
const errno = Number(errnoText);
const control = fs.openSync(process.env['FAULT_CONTROL'] ?? '', 'r+');
const origin = `${folder}-origin`;

function arm(countdown: number): void {
  fs.writeSync(control, Int32Array.of(countdown, errno, Number(sticky), 0, 0), 0, 20, 0);
}

function disarm(): number {
  const numbers = new Int32Array(5);
  fs.readSync(control, numbers, 0, 20, 0);
  fs.writeSync(control, Int32Array.of(0), 0, 4, 0);
  return numbers[3] ?? 0;
}

function fresh(): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync(origin, folder, { recursive: true });
}

async function attempt(flow: string): Promise<string | undefined> {
  try {
    await flows[flow]?.(folder);
    return undefined;
  } catch (error) {
    return failureOf(error) === undefined ? `untyped: ${(error as Error).stack?.slice(0, 400)}` : undefined;
  }
}

/**
 * Every file under a final name is a vault that is whole; the vault holds what it held, or what was
 * put in its place, and is kept aside then.
 */
async function wrongIn(): Promise<string[]> {
  const wrong: string[] = [];
  const values = new Map<string, string>();
  for (const name of fs.readdirSync(folder, { recursive: true }) as string[]) {
    if (!name.endsWith('.holdfast') || path.basename(name).startsWith('.')) continue;
    try {
      const vault = await openIn(folder, name);
      if ((await vault.verify()).damaged.length > 0) wrong.push(`${name} is damaged`);
      values.set(name, (await vault.secrets.get('s/1')).fields[0]?.value ?? '');
      await vault.lock();
    } catch (error) {
      wrong.push(`${name} does not open: ${String(error)}`);
    }
  }
  const kept = [...values].find(([name]) => name.includes('(kept'))?.[1];
  const mine = values.get(names.vault);
  if (mine !== 'later' && !(mine === 'one' && kept === 'later'))
    wrong.push(`the vault holds ${mine}, kept ${kept}`);
  if (values.get(names.copy) === undefined) wrong.push('the backup in a file is gone');
  if (![...values.keys()].some((name) => name.startsWith(names.backups))) wrong.push('no backup is left');
  const [recent] = recentsFrom(openSettings(folder, noLog).contents.recents ?? []);
  if (recent?.place.location !== 'a' && recent?.place.location !== 'b') wrong.push('the settings are lost');
  return wrong;
}

async function tryFlow(flow: string): Promise<number> {
  for (let n = Number(from), count = 0; ; n += Number(every), count++) {
    fresh();
    arm(n);
    const untyped = await attempt(flow);
    if (disarm() === 0) return count;
    for (const wrong of [...(untyped ? [untyped] : []), ...(await wrongIn())])
      console.log(`${flow}, call ${n}: ${wrong}`);
    const again = await attempt(flow);
    if (again) console.log(`${flow}, call ${n}, again: ${again}`);
  }
}

fs.mkdirSync(folder, { recursive: true });
if (only === 'judge') {
  for (const wrong of await wrongIn()) console.log(wrong);
} else if (errno === -1) {
  fresh();
  arm(Number(from));
  await attempt(only);
  console.log('lived');
} else {
  await prepare(origin, (file) => makeFile(file, () => time));
  let count = 0;
  for (const flow of Object.keys(flows)) count += await tryFlow(flow);
  console.log(`faults ${count}`);
}
