import type { ElectronApplication } from '@playwright/test';

/** Lets the system's next choosers give `file`; `undefined` cancels them. */
export async function answerChoosers(app: ElectronApplication, file: string | undefined): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    const chosen = path === undefined ? [] : [path];
    dialog.showOpenDialog = async () => ({ canceled: path === undefined, filePaths: chosen });
    dialog.showSaveDialog = async () => ({ canceled: path === undefined, filePath: path ?? '' });
  }, file);
}
