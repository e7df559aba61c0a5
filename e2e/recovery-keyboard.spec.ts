import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Keys } from './pages/keys.ts';
import { takePictures } from './pages/pictures.ts';
import { Recovery } from './pages/recovery.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'plumb-violet-harbour-sedan';
const fresh = 'quiet-marble-otter-lantern';

test('without a mouse: a set is made, written down by hand, read back, and opens the vault', async ({
  app,
  page,
  home,
}, testInfo) => {
  test.setTimeout(300_000);
  const shots = testInfo.outputPath('shots');
  const see = (step: string) => takePictures(app, shots, step);
  const keys = new Keys(page);
  const recovery = new Recovery(app, page);
  const at = (name: string) => recovery.heading(name).waitFor({ timeout: 20_000 });
  await new Gate(app, page).create(join(home, 'home.holdfast'), passphrase);
  await see('00-banner');

  await keys.press('Make recovery sheets');
  await at('This vault has no recovery sheets');
  await see('00-page');
  await keys.press('Make recovery sheets');
  await at('How many sheets?');
  await see('01-size');
  await keys.reach(/^5 sheets, any 3/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await see('02-size-own');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await keys.press('Next');
  await at('Who will hold them?');
  await keys.type('Sheet 1', 'Anna');
  await see('03-names');
  await page.keyboard.press('Enter');
  await at('Which paper is in the printer?');
  await see('04-paper');
  await keys.press('Next');
  await at('Confirm that it is you');
  await keys.type('Passphrase', 'wrong');
  await page.keyboard.press('Enter');
  await page
    .getByText(/does not open the vault/)
    .first()
    .waitFor();
  await see('05-confirm-wrong');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await at('Put them on paper');
  await see('06-hand');

  const words: string[][] = [];
  await keys.press('Show sheet 1');
  for (const sheet of [1, 2]) {
    await at(`Sheet ${sheet}`);
    const list = page.getByRole('list', { name: 'Words' }).getByRole('listitem');
    await list.nth(32).waitFor();
    words.push((await list.allTextContents()).map((text) => text.replace(/^\d+/, '').trim()));
    await see(`07-sheet-${sheet}`);
    await keys.press(sheet === 1 ? 'Next sheet' : 'Back to all sheets');
  }
  await keys.press('I have them on paper');
  await at('Now read each sheet back');
  await see('08-prove');

  // The first by three words, the second by all of them, with one mistake.
  await keys.press('Type three words of sheet 1');
  await at('Three words of sheet 1');
  const asked = page.getByRole('combobox');
  await expect(asked.first()).toBeFocused();
  const numbers = await asked.evaluateAll((fields) =>
    fields.map((field) => Number(field.getAttribute('aria-label')?.replace('Word ', ''))),
  );
  await page.keyboard.type('acad');
  await see('09-ask');
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press('Backspace');
  for (const number of numbers) {
    await page.keyboard.type((words[0]?.[number - 1] ?? '').slice(0, 4));
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Enter');
  await at('Now read each sheet back');
  await keys.press(/^Type the words/);
  const second = words[1] ?? [];
  const wrong = second[9] === 'acid' ? 'acne' : 'acid';
  await expect(page.getByRole('combobox', { name: 'Word 1', exact: true })).toBeFocused();
  for (const word of second.with(9, wrong)) {
    await page.keyboard.type(word.slice(0, 4));
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Enter');
  await recovery.alert.getByText(/may it be/).waitFor();
  // The button was off while the words were tried.
  await expect(recovery.button('Give this sheet')).toBeFocused();
  await see('10-mistyped');
  await keys.press(`Use “${second[9]}” as word 10`);
  await expect(recovery.button('Give this sheet')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByText('Sheet 2 is here.').waitFor({ state: 'attached' });
  await see('11-half');

  // Left and taken up again: what was read back is kept. A key may find the page's body.
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  );
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor();
  await see('12-leave');
  await keys.press('Leave');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await see('13-banner-pending');
  await keys.press('Continue');
  await at('Now read each sheet back');
  await keys.press('Type three words of sheet 3');
  await at('Three words of sheet 3');
  await keys.press('Back');
  await keys.press('Back to printing');
  await keys.press('Show sheet 3');
  const list = page.getByRole('list', { name: 'Words' }).getByRole('listitem');
  await list.nth(32).waitFor();
  words.push((await list.allTextContents()).map((text) => text.replace(/^\d+/, '').trim()));
  await keys.press('Back to all sheets');
  await keys.press('I have them on paper');
  await keys.press(/^Type the words/);
  const third = words[2] ?? [];
  const here = third.findIndex((word, i) => i > 5 && word !== third[i + 1]);
  const swapped = third.with(here, third[here + 1] ?? '').with(here + 1, third[here] ?? '');
  await recovery.enterWords(swapped);
  await recovery.alert.getByText('Two words have changed places.').waitFor();
  await see('13-swapped');
  await keys.press(`Swap words ${here + 1} and ${here + 2}`);
  await expect(recovery.button('Give this sheet')).toBeFocused();
  await page.keyboard.press('Enter');
  await at('Every sheet reads well');
  await see('14-activate');
  await keys.press('Activate these sheets');
  await at('Your recovery sheets are valid');
  await see('15-done');
  await keys.press('Done');
  await recovery.open();
  await at('Any two of three sheets open this vault');
  await see('16-page');
  await keys.type('Holder of sheet 2', 'The bank');
  await page.keyboard.press('Escape');
  await recovery.open();
  await expect(page.getByRole('textbox', { name: 'Holder of sheet 2' })).toHaveValue('The bank');
  await page.keyboard.press('Escape');

  await new Vault(page).lock();
  await see('20-gate');
  await keys.press('I forgot the passphrase');
  await at('Open the vault with recovery sheets');
  await see('21-needs');
  await keys.press('Begin');
  await at('Sheets for home');
  await see('22-give');
  await keys.press(/^Use the camera/);
  await page.getByText(/No camera was found|camera was refused/).waitFor();
  await see('23-no-camera');
  await keys.press(/^Type the words/);
  await recovery.enterWords(words[2] ?? []);
  await page.getByText('Sheet 3 is here.').waitFor({ state: 'attached' });
  await see('24-one');
  await keys.press(/^Type the words/);
  await recovery.enterWords(words[0] ?? []);
  await at('Choose a new passphrase');
  await see('25-passphrase');
  await keys.type('New passphrase', fresh);
  await keys.type('New passphrase again', fresh);
  await page.keyboard.press('Enter');
  await at('The vault is open again');
  await see('26-restored');
  await keys.press('Go to the vault');
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();

  await new Vault(page).lock();
  await new Gate(app, page).unlock(fresh);
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();
  await answerChoosers(app, undefined);
});
