import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { placeAt } from '../../main/backend/location.ts';
import { rescuePage } from '../../main/backups/rescue-page.ts';
import { letterHtml } from '../../main/recovery/letter.ts';
import type { Paper } from '../../main/recovery/sheet.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail, systemFailure } from '../../shared/failure.ts';
import { placeName, printPlace } from '../../shared/place.ts';
import { letterWords } from '../../shared/words/letter.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { spoken, texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { pageFormat } from '../page-format.ts';
import { printJson, say } from '../print.ts';

const options = {
  format: { value: 'html|pdf' },
  paper: { value: 'a4|letter' },
  'without-names': {},
  'names-beside-backups': {},
  ask: { value: 'TEXT' },
} as const;

export const letter = command({
  name: 'recovery letter',
  args: 'OUT',
  count: [1, 1],
  options,
  run: async (call) => {
    const [out = ''] = call.args;
    const { format, paper } = pageFormat(call.options);
    vaultFile(call, 'letter');
    const html = await withVault(call, (vault) => htmlOf(call, vault, paper));
    const bytes = format === 'html' ? Buffer.from(html, 'utf8') : await pdfOf(html, call.io.signal);
    await write(resolve(out), bytes);
    if (call.global.json) await printJson(call, { file: resolve(out) });
    else await say(call, (await texts('recovery')).letter(out));
    return undefined;
  },
});

async function htmlOf(call: Call<typeof options>, vault: Vault, paper: Paper): Promise<string> {
  const place = placeAt(vaultFile(call));
  const names = !call.options['without-names'];
  const { ask, 'names-beside-backups': beside = false } = call.options;
  const { active, letter: kept } = vault.readOnly
    ? await vault.recovery.status()
    : await vault.recovery.setLetter({ names, beside, ask });
  const text = {
    ...{
      vaultName: placeName(place),
      vault: vault.id,
      at: Date.now(),
    },
    ...{ set: active, holders: names ? (active?.holders ?? []) : [] },
    places: [printPlace(place), ...notesOf(call).foldersOf(vault.id)],
    ask: ask ?? kept?.ask ?? '',
  };
  return letterHtml(text, { paper, words: await letterWords(spoken()), rescue: rescuePage() });
}

async function pdfOf(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const { printPdfs } = await import('../pdf.ts');
  for await (const pdf of printPdfs([html], signal)) return pdf;
  return fail({ code: 'store', reason: 'no-chromium' });
}

/** For its owner alone; nothing is written over. */
async function write(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') fail({ code: 'exists', what: 'export', name: file });
    fail(systemFailure(error), error);
  });
}
