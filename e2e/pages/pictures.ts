import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

const kinds = [
  { name: 'light', theme: 'light', zoom: 1, width: 1_100 },
  { name: 'dark', theme: 'dark', zoom: 1, width: 1_100 },
  { name: 'zoom', theme: 'light', zoom: 1.5, width: 1_100 },
  { name: 'zoom-dark', theme: 'dark', zoom: 1.5, width: 1_100 },
  { name: 'narrow', theme: 'light', zoom: 1.25, width: 640 },
] as const;

/**
 * Pictures of the window as it is, for people to look at; only where HOLDFAST_SHOTS asks for them.
 */
export async function takePictures(app: ElectronApplication, folder: string, step: string): Promise<void> {
  if (!process.env['HOLDFAST_SHOTS']) return;
  const page = await app.firstWindow();
  mkdirSync(folder, { recursive: true });
  for (const kind of kinds) {
    await page.emulateMedia({ colorScheme: kind.theme });
    const png = await app.evaluate(async ({ BrowserWindow }, { zoom, width }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) return '';
      window.setContentSize(width, 800);
      window.webContents.setZoomFactor(zoom);
      // Two pictures: the first may still be of what was there before.
      await window.webContents.executeJavaScript('new Promise((done) => setTimeout(done, 250))');
      return (await window.webContents.capturePage()).toPNG().toString('base64');
    }, kind);
    writeFileSync(join(folder, `${step}-${kind.name}.png`), Buffer.from(png, 'base64'));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1_100, 800);
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1);
  });
}
