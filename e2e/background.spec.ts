import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { electron, environment, expect, packed, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';

const visible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
// Asked anew where an answer is lost: main collects its garbage while the vault is made.
const expectVisible = (app: ElectronApplication, wanted: boolean) =>
  expect(async () => expect(await visible(app)).toEqual([wanted])).toPass({ timeout: 20_000 });
const close = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** True where somebody listens at the programs' socket. */
function serves(home: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(home, 'run/holdfast/api'));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('closing the window asks once, then goes on serving programs, and a second start shows it again', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  await new Gate(app, page).create(join(home, 'work.holdfast'), 'velvet-orbit-walnut-harbor');
  await expect.poll(() => serves(home), { timeout: 20_000 }).toBe(true);
  const asked = await app.evaluateHandle(({ dialog }) => {
    const questions: string[] = [];
    dialog.showMessageBox = (async (...given: unknown[]) => {
      questions.push((given.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    return questions;
  });
  await close(app);
  await expectVisible(app, false);
  expect(await asked.jsonValue()).toEqual(['Keep Holdfast running without its window?']);
  expect(await serves(home)).toBe(true);

  const again = spawn(electron(), packed ? [] : [join(import.meta.dirname, '..')], {
    env: environment(home),
    stdio: 'ignore',
  });
  expect((await once(again, 'exit'))[0]).toBe(0);
  await expectVisible(app, true);

  await close(app);
  await expectVisible(app, false);
  expect(await asked.jsonValue()).toHaveLength(1);
  // A hidden window keeps no app from ending.
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ app: running }) => setTimeout(() => running.quit(), 0));
  await ended;
  expect(await serves(home)).toBe(false);
});
