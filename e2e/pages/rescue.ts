import type { Page } from '@playwright/test';

/** Presses a button of the rescue page. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Pastes the words of a sheet into the first box, as from a clipboard. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator('#word-1').evaluate((input, value) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', value);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
