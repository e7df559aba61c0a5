import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, packed, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'slate-orchard-tandem-buoy';

test('About says what this is, and shows the licences of everything that ships', async ({
  app,
  page,
  home,
}) => {
  await new Gate(app, page).create(join(home, 'office.holdfast'), passphrase);
  await new Vault(page).menu('About Holdfast');
  const about = page.getByRole('dialog', { name: 'About Holdfast' });
  await expect(about).toContainText(version());
  await expect(about).toContainText('does not know whether there is a newer version');
  // As it stands in the sources the address is nobody's.
  await expect(about.getByRole('button', { name: /releases/ })).toHaveCount(0);
  await expect(about).toContainText(join(home, 'config/holdfast/logs/holdfast.log'));
  await takePictures(app, shots, 'facts');
  expect(await faults(page)).toEqual([]);
  await about.getByRole('button', { name: 'Licences' }).click();
  const licences = about.getByRole('textbox', { name: 'Licences' });
  await takePictures(app, shots, 'licences');
  expect(await faults(page)).toEqual([]);
  if (!packed) {
    await expect(licences).toHaveValue(/this runs from the source/);
    return;
  }
  const text = await licences.inputValue();
  // Everything that the bill of materials lists is in there, by the name that its licence stands
  // under.
  for (const { name, version: one } of billOfMaterials()) {
    const title = {
      electron: 'Electron',
      chromium: 'Chromium',
      v8: 'Chromium',
      node: 'Node.js',
      sqlite: 'SQLite',
    }[name];
    expect(text, name).toContain(`\n${title ?? `${name} ${one}`}`);
  }
});

function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version;
}

function billOfMaterials(): { name: string; version: string }[] {
  const file = join(dirname(process.env['HOLDFAST_PACKAGE'] ?? ''), 'sbom.cdx.json');
  const { bomFormat, components } = JSON.parse(readFileSync(file, 'utf8'));
  expect(bomFormat).toBe('CycloneDX');
  expect(components.length).toBeGreaterThan(20);
  return components;
}
