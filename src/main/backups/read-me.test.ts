import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { shownVault } from '../../shared/recovery.ts';
import { words as german } from '../../shared/words/de/letter.ts';
import { words as english } from '../../shared/words/en/letter.ts';
import { createBackup } from './backup.ts';
import { copyLocked } from './locked.ts';
import { readMeName, withNames } from './read-me.ts';
import { type Fixture, fixtureForTest } from './testing/fixture.ts';

const passphrase = 'one';
const template = fs.readFileSync(path.join(import.meta.dirname, '../../rescue', readMeName), 'utf8');

let fixture: Fixture;
let file = '';
beforeEach(async () => {
  fixture = await fixtureForTest();
  file = path.join(fixture.backups, readMeName);
  fs.writeFileSync(file, template);
  const { recovery } = fixture.vault;
  await recovery.issue({ passphrase, threshold: 2, shares: 3, holders: ['Anna', 'The\nsafe'] });
  await recovery.markProven([1, 2, 3]);
  await recovery.activate();
});
afterEach(() => fixture.remove());

const text = () => fs.readFileSync(file, 'utf8');
const backUp = () => createBackup(fixture.vault, fixture.backups, fixture.options);

it('says nobody’s name unless the owner allowed it beside the backups, whatever the letter prints', async () => {
  await backUp();
  expect(text()).toBe(template);
  await fixture.vault.recovery.setLetter({ names: true });
  await backUp();
  expect(text()).toBe(template);
});

it('says in both languages who has a sheet, once, and forgets it when the owner takes it back', async () => {
  await fixture.vault.recovery.setLetter({ names: false, beside: true });
  await backUp();
  const vault = shownVault(fixture.vault.id);
  expect(text()).toContain(
    `${english.beside(vault)}\n  Sheet 1: Anna\n  Sheet 2: The safe\n  Sheet 3: not written down\n\nWhat else lies here:`,
  );
  expect(text()).toContain(`${german.beside(vault)}\n  Blatt 1: Anna\n`);
  await fixture.vault.recovery.setHolders(['Berta', '', '']);
  await backUp();
  expect(text()).not.toContain('Anna');
  expect(text().match(/Berta/g)).toHaveLength(2);
  await fixture.vault.recovery.setLetter({ names: true });
  await backUp();
  expect(text()).toBe(template);
});

it('leaves the names of another vault, and what a copy without keys finds', async () => {
  const theirs = { vault: 'ab'.repeat(16), holders: [{ sheet: 1, name: 'Zoe (sister)' }] };
  const shared = await withNames(template, theirs);
  fs.writeFileSync(file, shared);
  await fixture.vault.recovery.setLetter({ names: true, beside: true });
  await backUp();
  expect(text().match(/Zoe \(sister\)/g)).toHaveLength(2);
  expect(text().match(/Anna/g)).toHaveLength(2);
  const named = text();
  expect(await withNames(await withNames(named, { vault: fixture.vault.id, holders: [] }), theirs)).toBe(
    shared,
  );
  await fixture.vault.lock();
  await copyLocked(fileAt(fixture.source), fixture.backups, { now: fixture.options.now });
  expect(text()).toBe(named);
});

it('writes into no text of somebody else and through no link', async () => {
  await fixture.vault.recovery.setLetter({ names: true, beside: true });
  fs.writeFileSync(file, 'my own notes\n');
  await backUp();
  expect(text()).toBe('my own notes\n');
  const elsewhere = path.join(path.dirname(fixture.backups), 'elsewhere.txt');
  fs.writeFileSync(elsewhere, template);
  fs.rmSync(file);
  fs.symlinkSync(elsewhere, file);
  await fixture.vault.recovery.setHolders(['Berta', '', '']);
  await backUp();
  expect(fs.readFileSync(elsewhere, 'utf8')).toBe(template);
});
