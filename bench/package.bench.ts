// From process start to the unlock screen of the package, beside a bare window packed the same way:
// `npm run bench package`. The package lets no probe in, so the screen itself is watched: Xvfb
// keeps its pixels in a file.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { packageTree } from '../scripts/package.ts';
import { run } from '../scripts/run.ts';
import { findRuntime } from '../scripts/runtime.ts';
import { openScreen, type Screen } from '../scripts/screen.ts';
import { invite, type Stranger } from '../scripts/stranger.ts';
import { dataset } from './datasets.ts';
import { alternate, median } from './measure.ts';
import { publish, table, target } from './results.ts';
import { Pixels } from './window/pixels.ts';

const seconds = 60;
const checkout = join(import.meta.dirname, '..');
/** Of the button on both pages: `--accent` of styles/tokens.css. */
const accent = [0x0c, 0x5c, 0x55] as const;

interface Started {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const runtime = await findRuntime();
const tree = await packageTree();
const stranger = invite(checkout);
const pixels = join(stranger.room, 'pixels');
mkdirSync(pixels);
const screen = await openScreen(pixels);
try {
  const [ours, bare] = await apps(stranger);
  const times = await alternate([subject(ours, stranger, screen), subject(bare, stranger, screen)], 15);
  const [our, plain] = [median(times.get('ours')), median(times.get('bare'))];
  publish('Package', [
    `The unpacked program and a bare window packed the same way, with the same fuses, as a user without rights with Chromium's sandbox on. From the start of the process until the colour of the unlock button is on the screen, in ms; the disk's cache is warm. ${runtime.fallback ? 'The test runtime (Electron 33)' : 'The Electron of package.json'}.`,
    '',
    ...table(
      ['window', 'median', 'fastest'],
      [
        ['Holdfast, unlock screen', our, times.get('ours')?.[0] ?? Number.NaN],
        ['bare BrowserWindow', plain, times.get('bare')?.[0] ?? Number.NaN],
      ],
    ),
    '',
    target('Holdfast against bare, packed', our / plain, 'at most', 1.25),
  ]);
} finally {
  screen.close();
  stranger.leave();
}

/** The package, and the same program with another archive in it. */
async function apps({ room }: Stranger): Promise<[Started, Started]> {
  const [ours, bare] = [join(room, 'ours'), join(room, 'bare')];
  run('cp', ['-a', '--reflink=auto', tree, ours]);
  run('cp', ['-al', ours, bare]);
  for (const part of ['app.asar', 'app.asar.unpacked'])
    rmSync(join(bare, 'resources', part), { recursive: true });
  await createPackage(join(import.meta.dirname, 'window/bare'), join(bare, 'resources/app.asar'));
  const vault = join(room, 'office.holdfast');
  cpSync((await dataset(100)).holdfast, vault);
  run('chmod', ['-R', 'a+rX', room]);
  return [
    { name: 'ours', program: join(ours, 'holdfast'), args: [vault] },
    { name: 'bare', program: join(bare, 'holdfast'), args: [] },
  ];
}

/** Each app has a home of its own, as after an earlier start: the first round is not counted. */
function subject(app: Started, { prefix, room }: Stranger, { display }: Screen) {
  const watch = new Pixels(pixels, accent);
  const home = join(room, 'home', app.name);
  let place: number | undefined;
  const start = (): ChildProcess => {
    const [command = '', ...rest] = [...prefix, app.program, ...app.args];
    const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: home, DISPLAY: display };
    return spawn(command, rest, { env, stdio: 'ignore' });
  };
  const time = async () => {
    const since = performance.now();
    const child = start();
    place ??= await firstPlace(watch);
    if (!(await watch.turns(place, true, seconds))) throw new Error(`${app.name} drew no button`);
    const drawn = performance.now() - since;
    child.kill('SIGKILL');
    await Promise.all([once(child, 'exit'), watch.turns(place, false, seconds)]);
    return drawn;
  };
  run(prefix[0] ?? 'mkdir', [...(prefix.length > 0 ? [...prefix.slice(1), 'mkdir'] : []), '-p', home]);
  return { name: app.name, run: time };
}

/** Where the button is, the same in every start: nobody moves these windows. */
async function firstPlace(watch: Pixels): Promise<number> {
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    const place = watch.find();
    if (place !== undefined) return place;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no button on the screen');
}
