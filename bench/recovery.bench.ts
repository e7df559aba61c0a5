// Five sheets as PDF beside five blank pages of the same Chromium, one large photo beside zbarimg,
// and sheets beside the passphrase: `npm run bench recovery`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../scripts/build.ts';
import { pictures, provide } from '../scripts/system.ts';
import { findChromium, printPdfs } from '../src/cli/pdf.ts';
import { initializeBackend } from '../src/main/backend/initialize.ts';
import { KDF_FLOOR } from '../src/main/keyslots/passphrase.ts';
import { provePdfs } from '../src/main/recovery/gate.ts';
import { forkReader } from '../src/main/recovery/read/fork.ts';
import { type Grey, scaled } from '../src/main/recovery/read/pixels.ts';
import { readPicture } from '../src/main/recovery/read/reader.ts';
import { sheetHtml } from '../src/main/recovery/sheet.ts';
import { createVault, readHeader } from '../src/main/vault/open.ts';
import { gatherForLocked } from '../src/main/vault/restore.ts';
import { unwrapAny } from '../src/main/vault/slots.ts';
import { encodeSheetText } from '../src/shared/sheets/sheet-text.ts';
import { sheetWords } from '../src/shared/words/sheet.ts';
import { alternate, median, timed, timeOf } from './measure.ts';
import { printed, sheetFrom } from './pictures/sheet.ts';
import { jpegOf } from './pictures/take.ts';
import { publish, table, target } from './results.ts';

provide(pictures);
buildIfStale();
const folder = mkdtempSync(join(tmpdir(), 'holdfast-recovery-'));
const run = forkReader(join(import.meta.dirname, '../out/cli/reader-process.js'));
const chromium = findChromium();
const english = await sheetWords('en');
const sheets = [1, 2, 3, 4, 5].map((sheet) => sheetFrom(1, sheet));
const pages = sheets.map((sheet) => sheetHtml(sheet, { paper: 'a4', words: english }));
const texts = sheets.map(encodeSheetText);
const blank = sheets.map(() => '<!doctype html><title>blank</title>');
const print = (documents: readonly string[]) => printPdfs(documents, undefined, chromium);

const photo = join(folder, 'photo.jpg');
writeFileSync(photo, jpegOf(asPhoto(await printed(sheetFrom(1), folder)), 90));
const photoText = encodeSheetText(sheetFrom(1));

const config = { location: join(folder, 'a.holdfast') };
const { words, slots, vaultId, passphrase } = await vaultWithSet();

const times = await alternate(
  [
    { name: 'blank', run: () => timed(() => Array.fromAsync(print(blank))) },
    { name: 'sheets', run: () => timed(() => Array.fromAsync(print(pages))) },
    {
      name: 'issued',
      run: () => timed(() => provePdfs(print(pages), texts, run)),
    },
    {
      name: 'photo',
      run: () =>
        timed(async () => {
          const found = await readPicture(readFileSync(photo), run);
          if (found[0] !== photoText) throw new Error('the photo was read wrong');
        }),
    },
    {
      name: 'zbarimg',
      run: () => timeOf({ command: 'zbarimg', args: ['-q', '--raw', photo], expect: photoText }),
    },
    {
      name: 'combined',
      run: () =>
        timed(async () => {
          const gathering = await gatherForLocked(config);
          for (const sheet of words) await gathering.give(sheet.join(' '));
          const { backend } = await initializeBackend(config, await gathering.rootKey());
          await backend.close();
        }),
    },
    { name: 'kdf', run: () => timed(() => unwrapAny(slots, passphrase, vaultId)) },
  ],
  5,
);
rmSync(folder, { recursive: true });

const of = (name: string) => median(times.get(name));
publish('Recovery sheets', [
  'Five sheets as five PDFs by one start of Chromium, without and with reading every page back; one JPEG of 12 megapixels, each reader with the start of its process; three sheets as words, combined until the vault is open, and the least KDF that a passphrase gets. In ms.',
  '',
  ...table(
    [
      ...['five blank pages', 'five sheets', 'five sheets, read back', 'photo, holdfast', 'photo, zbarimg'],
      ...['sheets combined, vault open', 'KDF'],
    ],
    [['blank', 'sheets', 'issued', 'photo', 'zbarimg', 'combined', 'kdf'].map(of)],
  ),
  '',
  target('times five blank pages, printed', of('sheets') / of('blank'), 'at most', 2),
  target('times five blank pages, printed and read back', of('issued') / of('blank'), 'at most', 2),
  target('times zbarimg, 12 megapixels', of('photo') / of('zbarimg'), 'at most', 2),
  target(
    "times the passphrase's KDF, sheets combined and vault open",
    of('combined') / of('kdf'),
    'at most',
    1,
  ),
]);

/** A vault that three of five sheets open; its passphrase costs the least that there is. */
async function vaultWithSet() {
  const passphrase = 'correct horse battery';
  const vault = await createVault(config, { passphrase, kdf: { ...KDF_FLOOR } });
  const { shares } = await vault.recovery.issue({ passphrase, shares: 5, threshold: 3 });
  await vault.recovery.markProven([1, 2, 3, 4, 5]);
  await vault.recovery.activate();
  await vault.lock();
  const { slots, vaultId } = await readHeader(config);
  return { words: shares.slice(1, 4), slots, vaultId, passphrase };
}

/** The page as a phone would have it, upright and well lit. */
function asPhoto(page: Grey): Grey {
  const [width, height] = [3_000, 4_000];
  const picture = scaled(page, width, height);
  picture.data.forEach((value, index) => {
    picture.data[index] = 20 + (value * 200) / 255 + ((index * 7_919) % 13);
  });
  return picture;
}
