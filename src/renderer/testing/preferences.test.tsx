// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
const text = words.preferences;

async function open(part: keyof typeof text.parts) {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${words.menu.preferences}`) }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(vault.dialog().getByRole('tab', { name: text.parts[part] }));
  return vault.dialog();
}
const close = async () => {
  await user.click(vault.dialog().getByRole('button', { name: words.actions.close }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
};
async function choose(label: string, option: string) {
  await user.click(vault.dialog().getByRole('button', { name: new RegExp(label) }));
  await user.click(await screen.findByRole('option', { name: option }));
}
const madeIn = (place: ReturnType<typeof within>) => place.getAllByRole('status')[0]?.textContent ?? '';
const preferences = async () => {
  const reply = await app.ask('holdfast:app.preferences', undefined);
  return (reply as { value: typeof import('../../shared/preferences.ts').defaultPreferences }).value;
};

test('each preference counts at once, and the part that was looked at last is shown again', async () => {
  const general = await open('general');
  await choose(text.theme, text.themes.dark);
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  await choose(text.zoom, text.percent(125));
  await user.click(await general.findByRole('checkbox', { name: text.startAtLogin }));
  await waitFor(async () =>
    expect(await app.ask('holdfast:app.loginStart', undefined)).toEqual({ ok: true, value: true }),
  );
  await close();
  const security = await open('security');
  await choose(text.autoLock, text.minutes(5));
  await choose(text.clipboard, text.never);
  for (const check of [text.lockOnSleep, text.lockOnMinimize, text.hideFromCapture])
    await user.click(await security.findByRole('checkbox', { name: check }));
  await waitFor(async () =>
    expect(await preferences()).toMatchObject({
      ...{ theme: 'dark', zoom: 125, autoLockMinutes: 5, clipboardSeconds: 0 },
      ...{ lockOnSleep: false, lockOnMinimize: true, hideFromCapture: true },
    }),
  );
  await close();
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${words.menu.preferences}`) }));
  expect((await screen.findByRole('tab', { selected: true })).textContent).toBe(text.parts.security);
});

test('the generator begins with what was chosen, and the last group stays', async () => {
  const dialog = await open('generator');
  for (const group of ['lower', 'upper', 'symbols'] as const)
    await user.click(dialog.getByRole('checkbox', { name: text.generator.groups[group] }));
  const digits = dialog.getByRole('checkbox', { name: text.generator.groups.digits });
  await waitFor(() => expect((digits as HTMLInputElement).disabled).toBe(true));
  await waitFor(() => expect(madeIn(dialog)).toMatch(/^\d{20}$/));
  await user.click(dialog.getByRole('radio', { name: words.generator.words }));
  await choose(text.generator.language, 'Deutsch');
  await choose(text.generator.separator, text.generator.separators['.']);
  await user.click(dialog.getByRole('checkbox', { name: text.generator.capitalize }));
  await waitFor(() => expect(madeIn(dialog)).toMatch(/^[A-Z][a-z]+(?:\.[A-Z][a-z]+){5}$/));
  await close();
  await user.click(vault.row('db'));
  await vault.detail().findByRole('heading', { name: 'db' });
  await user.keyboard('{Control>}e{/Control}');
  await user.click(
    await screen.findByRole('button', { name: new RegExp(words.generator.open('password'), 'i') }),
  );
  const popover = within(await screen.findByRole('dialog', { name: words.generator.title }));
  await waitFor(() => expect(madeIn(popover)).toMatch(/^[A-Z][a-z]+(?:\.[A-Z][a-z]+){5}$/));
});

test('a shortcut gets other keys: a conflict is told, the old ones do nothing, and both come back', async () => {
  const dialog = await open('shortcuts');
  const { actions } = words.shortcuts;
  const keysOf = (action: string, keys: string) =>
    dialog.getByRole('button', { name: text.keys.change(action, keys) });
  await user.click(keysOf(actions.lock, 'Ctrl+L'));
  dialog.getByRole('button', { name: text.keys.press });
  await user.keyboard('{Control>}n{/Control}');
  await dialog.findByText(text.keys.refused({ other: actions.newSecret }));
  await user.keyboard('{Control>}v{/Control}');
  await dialog.findByText(text.keys.refused('reserved'));
  await user.keyboard('x');
  await dialog.findByText(text.keys.refused('none'));
  await user.keyboard('{Escape}');
  await user.click(keysOf(actions.edit, 'Ctrl+E'));
  await user.keyboard('{Control>}l{/Control}');
  await dialog.findByText(text.keys.refused({ other: actions.lock }));
  expect(app.session.isOpen).toBe(true);
  await user.keyboard('{Escape}');
  // Escape ended that, and the page is still there.
  keysOf(actions.lock, 'Ctrl+L');
  await user.click(keysOf(actions.newSecret, 'Ctrl+N'));
  await user.keyboard('{Delete}');
  await user.click(keysOf(actions.lock, 'Ctrl+L'));
  await user.keyboard('{F2}');
  await dialog.findByRole('button', { name: text.keys.change(actions.lock, 'F2') });
  await dialog.findByRole('button', { name: text.keys.change(actions.newSecret, words.shortcuts.noKeys) });
  expect((await preferences()).shortcuts).toEqual({ lock: 'F2', newSecret: '' });
  await close();
  await user.keyboard('{Control>}l{/Control}{Control>}n{/Control}');
  expect(app.session.isOpen).toBe(true);
  expect(screen.queryByRole('heading', { name: words.editor.newTitle })).toBeNull();
  await user.keyboard('{F2}');
  await waitFor(() => expect(app.session.isOpen).toBe(false));
});

test('all keys come back at once, and one alone', async () => {
  const { actions } = words.shortcuts;
  await app.ask('holdfast:app.setPreferences', { shortcuts: { lock: 'F2', edit: 'F3', search: 'F4' } });
  const dialog = await open('shortcuts');
  await user.click(await dialog.findByRole('button', { name: text.keys.reset(actions.edit) }));
  await dialog.findByRole('button', { name: text.keys.change(actions.edit, 'Ctrl+E') });
  expect((await preferences()).shortcuts).toEqual({ lock: 'F2', search: 'F4' });
  await user.click(dialog.getByRole('button', { name: text.keys.resetAll }));
  await waitFor(async () => expect((await preferences()).shortcuts).toEqual({}));
});

test('the vault has a name and a colour on this computer, and its pages are a press away', async () => {
  const dialog = await open('vault');
  const name = dialog.getByLabelText(text.vault.name);
  await user.clear(name);
  await user.type(name, 'At home');
  await user.click(dialog.getByRole('button', { name: text.vault.rename }));
  await user.click(dialog.getByRole('radio', { name: text.vault.colors.violet }));
  await waitFor(async () =>
    expect(await app.session.state()).toMatchObject({ name: 'At home', color: 'violet' }),
  );
  await user.click(dialog.getByRole('button', { name: words.menu.passphrase }));
  await screen.findByRole('dialog', { name: words.changePassphrase.title });
  await user.keyboard('{Escape}');
  await screen.findByRole('heading', { name: 'At home' });
  await app.session.leave();
  await screen.findByText('At home');
});

test('the quick search has no keys until some are pressed, and a conflict is told', async () => {
  const { quickKeys } = text;
  const part = await open('shortcuts');
  await user.click(await part.findByRole('button', { name: quickKeys.change(words.shortcuts.noKeys) }));
  await user.keyboard('k');
  await part.findByText(quickKeys.unfit);
  await user.keyboard('{Control>}{Alt>}k{/Alt}{/Control}');
  const given = await part.findByRole('button', { name: quickKeys.change('Ctrl+Alt+K') });
  expect(await preferences()).toMatchObject({ quickKeys: 'Ctrl+Alt+K' });
  app.gives = { state: 'taken' };
  await user.click(given);
  await user.keyboard('{Control>}{Alt>}j{/Alt}{/Control}');
  await part.findByText(quickKeys.lost.taken);
  expect(await preferences()).toMatchObject({ quickKeys: 'Ctrl+Alt+K' });
  app.gives = { state: 'on', shown: 'Super+J' };
  await user.click(await part.findByRole('button', { name: quickKeys.change('Ctrl+Alt+K') }));
  await user.keyboard('{Control>}{Alt>}j{/Alt}{/Control}');
  await user.click(await part.findByRole('button', { name: quickKeys.change('Super+J') }));
  await user.keyboard('{Delete}');
  await part.findByRole('button', { name: quickKeys.change(words.shortcuts.noKeys) });
  expect(await preferences()).toMatchObject({ quickKeys: '' });
  await close();
});
