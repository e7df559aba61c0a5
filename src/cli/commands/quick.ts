import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../shared/failure.ts';
import { command } from '../command.ts';
import { findChromium } from '../pdf.ts';
import { type App, startApp } from '../start-app.ts';

export const quick = command({
  name: 'quick',
  args: '',
  count: [0, 0],
  options: {},
  run: async ({ io }) => {
    const { DISPLAY, WAYLAND_DISPLAY } = io.env;
    const hasScreen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
    const app = hasScreen ? findApp() : undefined;
    if (app === undefined) fail({ code: 'socket', reason: 'not-started' });
    await startApp(app, ['--quick'], io.env);
    return undefined;
  },
});

function findApp(): App | undefined {
  const found = findChromium();
  if (found === undefined) return undefined;
  const checkout = join(import.meta.dirname, '../..');
  const isPacked = found.prints !== undefined;
  if (!isPacked && !existsSync(join(checkout, 'package.json'))) return undefined;
  // Chromium's sandbox refuses root, as in `npm start`.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { ...found, args: isPacked ? [] : [...sandbox, checkout] };
}
