// The app's Chromium as a program of its own, started by the command line: pages as a JSON list of
// HTML on standard input, their PDFs as lines of base64 on standard output, each as soon as it is
// there. No window is seen, nothing is kept.
import { text } from 'node:stream/consumers';
import { app } from 'electron';
import { guardContents } from './guard.ts';
import { closeEverySession, silenceChromium } from './network.ts';
import { pdfOf } from './print.ts';
import { registerScheme } from './protocol.ts';

async function print(): Promise<void> {
  const pages: unknown = JSON.parse(await text(process.stdin));
  if (!Array.isArray(pages) || !pages.every((page) => typeof page === 'string')) throw new Error('no pages');
  await app.whenReady();
  closeEverySession(() => undefined);
  for (const page of pages) {
    const line = `${Buffer.from(await pdfOf(page)).toString('base64')}\n`;
    await new Promise((resolve) => process.stdout.write(line, resolve));
  }
}

registerScheme();
silenceChromium();
// There is nothing to draw on, and no need of it.
app.disableHardwareAcceleration();
app.enableSandbox();
guardContents(app, () => undefined);
// Between two pages there is no window, and the program goes on.
app.on('window-all-closed', () => undefined);
// Its end is the pipe's: a command line that is gone wants no more pages.
process.stdout.on('error', () => app.exit(1));
void print().then(
  () => app.exit(0),
  () => app.exit(1),
);
