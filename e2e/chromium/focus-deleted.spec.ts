import type { Page } from '@playwright/test';
import { words } from '../../src/shared/words/en/window/index.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

test.use({ scene: { secrets: 3 } });

/** What has the focus a few frames later, in words; `BODY`: nothing has. */
function focused(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 6; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const here = document.activeElement;
    return here === document.body ? 'BODY' : `${here?.tagName}#${here?.id}`;
  });
}

/** Deletes the first secret, and goes to where it lies now. */
async function toDeleted(vault: Vault): Promise<void> {
  await vault.list.waitFor();
  await vault.list.focus();
  await vault.page.keyboard.press('Home');
  await vault.page.keyboard.press('Delete');
  await vault.page.getByText(/^Deleted /).waitFor();
  if (!(await vault.place('Deleted').isVisible())) await vault.button(words.vault.folders).first().click();
  await vault.place('Deleted').click();
  await vault.button(words.actions.empty).waitFor();
}

const onRow = async ({ list, detail }: Vault): Promise<void> => {
  await list.getByRole('option').first().click();
  await detail.getByRole('heading', { level: 1 }).waitFor();
};

/** What leaves nothing deleted, by what is pressed for it. */
const deeds: Record<string, (vault: Vault) => Promise<unknown>> = {
  'Ctrl+Z in the list': async ({ list, page }) => {
    await list.focus();
    await page.keyboard.press('Control+z');
  },
  'Ctrl+Z on the row': async (vault) => {
    await onRow(vault);
    await vault.page.keyboard.press('Control+z');
  },
  'Undo by key': (vault) => vault.button(words.actions.undo).press('Enter'),
  'Undo by mouse': (vault) => vault.button(words.actions.undo).click(),
  Undelete: async (vault) => {
    await onRow(vault);
    await vault.button(words.actions.undelete).press('Enter');
  },
  'Undelete of several': async (vault) => {
    await vault.list.focus();
    await vault.page.keyboard.press('Control+a');
    await vault.button(words.list.undelete).press('Enter');
  },
  Empty: async (vault) => {
    await vault.button(words.actions.empty).press('Enter');
    await vault.button(words.emptyDeleted.yes).press('Enter');
  },
};

const all = Object.entries(deeds);
const narrow = all.filter(([name]) => name === 'Ctrl+Z in the list' || name === 'Empty');

for (const [width, some] of [
  [1280, all],
  [720, narrow],
] as const)
  for (const [name, act] of some)
    test(`the focus stays in the window when nothing deleted is left: ${name}, ${width} wide`, async ({
      page,
    }) => {
      const vault = new Vault(page);
      await page.setViewportSize({ width, height: 800 });
      await toDeleted(vault);
      await act(vault);
      await page.getByRole('heading', { name: words.vault.emptyDeletedTitle }).waitFor();
      expect(await focused(page)).not.toBe('BODY');
    });
