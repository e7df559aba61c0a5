// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { channel } from '../../shared/contract.ts';
import { words } from '../words/words.ts';
import { vault, wholeWindow } from './window.tsx';

const text = words.otp;
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
// RFC 4226, appendix D.
const rfc = ['755 224', '287 082', '359 152'];
const { app, user } = wholeWindow(
  async ({ session }) => {
    const { secrets } = session.vault;
    const code = (value: string) => [
      { name: 'user', type: 'text' as const, value: 'ann' },
      { name: 'password', type: 'secret' as const, value: 's3cret' },
      { name: 'code', type: 'otp' as const, value },
    ];
    // A code of a day: it does not change while the test runs, but at midnight.
    await secrets.put('web/bank', code(`otpauth://totp/ACME:jo?secret=${seed}&period=86400`));
    await secrets.put('web/old', code(`otpauth://hotp/?secret=${seed}`));
    await secrets.put('web/plain', code(seed).slice(0, 2));
  },
  { store: 'sqlite' },
);

/** All that main answered. */
const said: unknown[] = [];
const { ask } = app;
Object.assign(app, {
  ask: async (...given: Parameters<typeof ask>) => {
    const answer = await ask(...given);
    said.push(answer);
    return answer;
  },
});

async function look(title: string) {
  await user.click(vault.row(title));
  await vault.detail().findByRole('heading', { name: title });
  return vault.detail();
}
const now = async () => (await app.session.vault.codes.take('web/bank')).code;
const grouped = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;
const noSeed = () => expect(JSON.stringify(said) + document.documentElement.outerHTML).not.toContain(seed);

test('a code by time is shown in the secret and in its row, and copied: what it is made from never comes', async () => {
  const detail = await look('bank');
  const code = await now();
  expect(await detail.findByText(grouped(code))).toBeTruthy();
  expect(detail.getByText('ACME · jo')).toBeTruthy();
  await waitFor(() => expect(vault.row('bank').textContent).toContain(grouped(code)));
  expect(vault.row('plain').textContent).not.toMatch(/\d{3} \d{3}/);
  await user.click(detail.getByRole('button', { name: words.detail.copyField('code') }));
  await screen.findByText(words.status.copied('code', 30));
  expect(app.copied).toBe(code);
  noSeed();
});

test('Ctrl+Shift+C copies the code, Ctrl+C the password', async () => {
  await look('bank');
  await user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await waitFor(async () => expect(app.copied).toBe(await now()));
  await user.keyboard('{Control>}c{/Control}');
  await waitFor(() => expect(app.copied).toBe('s3cret'));
});

test('a code by counter is taken when it is asked for: shown, copied, each once', async () => {
  const detail = await look('old');
  expect(await detail.findByText(text.byCounter)).toBeTruthy();
  for (const code of rfc.slice(0, 2)) {
    await user.click(detail.getByRole('button', { name: text.next('code') }));
    expect(await detail.findByText(code)).toBeTruthy();
    expect(app.copied).toBe(code.replace(' ', ''));
  }
  expect((await app.session.vault.codes.take('web/old')).counter).toBe(2);
  await look('bank');
  await look('old');
  expect(await vault.detail().findByText(text.byCounter)).toBeTruthy();
});

test('an edit of another field keeps it, and it is replaced by what is typed', async () => {
  const stored = async () => {
    const { fields } = await app.session.vault.secrets.get('web/bank');
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  };
  const before = await stored();
  await look('bank');
  await user.keyboard('{Control>}e{/Control}');
  expect(await vault.detail().findByText(text.kept)).toBeTruthy();
  noSeed();
  const box = vault.box('user');
  await user.clear(box);
  await user.type(box, 'bob');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(async () => expect(await stored()).toEqual({ ...before, user: 'bob' }));

  await vault.detail().findByRole('heading', { name: 'bank' });
  await user.keyboard('{Control>}e{/Control}');
  await user.click(await vault.detail().findByRole('button', { name: text.replace }));
  await user.type(vault.box('code'), '1');
  expect(vault.detail().getByText(text.faults['not-base32'])).toBeTruthy();
  await user.clear(vault.box('code'));
  await user.type(vault.box('code'), 'AAAA BBBB');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(async () => expect((await stored())['code']).toContain('secret=AAAABBBB&'));
});

test('what lies on the clipboard is taken by main, and of several accounts the one that is chosen', async () => {
  await replace();
  app.copied = 'no key: 1';
  await user.click(vault.detail().getByRole('button', { name: text.sources.clipboard }));
  expect(await vault.detail().findByRole('alert')).toBeTruthy();
  app.copied = exported('first', 'second');
  await user.click(vault.detail().getByRole('button', { name: text.sources.clipboard }));
  await vault.detail().findByRole('listbox', { name: text.sources.accounts });
  expect(document.activeElement).toBe(account('first'));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await vault.detail().findByText(text.kept)).toBeTruthy();
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(async () => {
    const { fields } = await app.session.vault.secrets.get('web/bank');
    expect(fields.find(({ type }) => type === 'otp')?.value).toContain(
      `otpauth://totp/second?secret=${seed}`,
    );
  });
  noSeed();
});

const account = (name: string) => vault.detail().getByRole('option', { name });
/** Where the set-up is asked for anew. */
async function replace() {
  await look('bank');
  await user.keyboard('{Control>}e{/Control}');
  await user.click(await vault.detail().findByRole('button', { name: text.replace }));
}
const made = async (folder: string) => (await app.session.vault.secrets.list(folder)).map(({ path }) => path);

test('the accounts that were read besides become secrets in the same folder, those that are wanted', async () => {
  await replace();
  await user.click(vault.box('code'));
  await user.paste(exported('first', 'second', 'third', 'fourth'));
  expect(vault.box('code').value).toBe('');
  await user.click(await vault.detail().findByRole('option', { name: 'second' }));
  expect(await vault.detail().findByText(text.sources.others(3))).toBeTruthy();
  expect(vault.detail().getByText(text.sources.othersHelp('web'))).toBeTruthy();
  vault.detail().getByRole('checkbox', { name: 'third' }).focus();
  await user.keyboard(' ');
  await user.click(vault.detail().getByRole('button', { name: text.sources.make(2) }));
  await screen.findByText(text.sources.made({ created: 2, there: 0, failed: 0 }));
  expect(await made('web')).toEqual(['web/bank', 'web/first', 'web/fourth', 'web/old', 'web/plain']);
  expect((await app.session.vault.secrets.get('web/fourth')).fields).toEqual([
    { name: 'username', type: 'text', value: 'fourth' },
    { name: 'otp', type: 'otp', value: expect.stringContaining(`otpauth://totp/fourth?secret=${seed}`) },
  ]);
  // The form stands as it stood, with the account that was chosen.
  expect(vault.detail().getByText(text.kept)).toBeTruthy();
  expect(vault.detail().queryByText(text.sources.others(3))).toBeNull();
  noSeed();
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await waitFor(async () => expect(await made('web')).toEqual(['web/bank', 'web/old', 'web/plain']));
});

test('accounts that the vault has already are not made again; left out, they are gone', async () => {
  const again = () => user.click(vault.detail().getByRole('button', { name: text.replace }));
  const read = async () => {
    await user.click(vault.box('code'));
    await user.paste([1, 2].map((n) => `otpauth://totp/n${n}?secret=${seed}`).join('\n'));
    await user.click(await vault.detail().findByRole('option', { name: 'n1' }));
  };
  const make = () => user.click(vault.detail().getByRole('button', { name: text.sources.make(1) }));
  await replace();
  await read();
  await make();
  await screen.findByText(text.sources.made({ created: 1, there: 0, failed: 0 }));
  await again();
  await read();
  await make();
  await screen.findByText(text.sources.made({ created: 0, there: 1, failed: 0 }));
  expect(await made('web')).toHaveLength(4);
  await again();
  await read();
  await user.click(vault.detail().getByRole('button', { name: text.sources.leave }));
  expect(vault.detail().queryByText(text.sources.others(1))).toBeNull();
});

test('a folder that cannot be is refused, and the accounts stay', async () => {
  await replace();
  await user.click(vault.box('code'));
  await user.paste(exported('first', 'second'));
  await user.click(await vault.detail().findByRole('option', { name: 'second' }));
  await user.clear(vault.folder());
  await user.type(vault.folder(), 'a/../b');
  await user.click(vault.detail().getByRole('button', { name: text.sources.make(1) }));
  expect(await vault.detail().findByRole('alert')).toBeTruthy();
  expect(vault.detail().getByRole('checkbox', { name: 'first' })).toBeTruthy();
  expect(await made('')).toHaveLength(3);
});

test('a picture dropped on the form or pasted is read, and a text that is pasted is not taken from its box', async () => {
  await replace();
  const asked = (call: string) => app.calls.filter((one) => one === `otp.${call}`).length;
  // jsdom's files give no bytes.
  const bytes = async () => new ArrayBuffer(2);
  const file = Object.assign(new File(['x'], 'code.png'), { arrayBuffer: bytes });
  fireEvent.drop(vault.box('user'), { dataTransfer: { files: [file], types: ['Files'] } });
  await waitFor(() => expect(asked('fromPicture')).toBe(1));
  expect(await vault.detail().findByRole('alert')).toBeTruthy();
  const paste = (files: File[]) =>
    fireEvent.paste(vault.box('user'), { clipboardData: { files, getData: () => '' } });
  expect(paste([])).toBe(true);
  app.copied = `otpauth://totp/pasted?secret=${seed}`;
  expect(paste([file])).toBe(false);
  expect(await vault.detail().findByText(text.kept)).toBeTruthy();
  expect(asked('fromClipboard')).toBe(1);
});

test('the camera says where there is none, and what else can be done', async () => {
  await replace();
  await user.click(vault.detail().getByRole('button', { name: text.sources.camera }));
  expect(await vault.detail().findByText(words.camera.none)).toBeTruthy();
  expect(vault.detail().getByText(text.sources.noCamera)).toBeTruthy();
  await waitFor(() => expect(app.calls.filter((one) => one === 'otp.camera')).toHaveLength(2));
});

/** An export of Google Authenticator with these accounts. */
function exported(...accounts: string[]): string {
  const part = (field: number, value: string) => [field * 8 + 2, value.length, ...Buffer.from(value)];
  const message = accounts.flatMap((account) => {
    const inside = [...part(1, '12345678901234567890'), ...part(2, account)];
    return [10, inside.length, ...inside];
  });
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(message).toString('base64'))}`;
}

test('an edit that was kept over a lock still has it', async () => {
  await look('bank');
  await user.keyboard('{Control>}e{/Control}');
  const reply = await app.ask(channel('secrets', 'edit'), { path: 'web/bank' });
  if (!reply.ok) throw new Error(reply.failure.code);
  const { fields, tags, version } = reply.value as { fields: unknown[]; tags: string[]; version: number };
  await app.ask(channel('drafts', 'keep'), {
    from: 'web/bank',
    expect: version,
    path: 'web/bank',
    fields,
    tags,
  });
  const again = await app.ask(channel('drafts', 'load'), undefined);
  expect(again).toMatchObject({ ok: true, value: { fields } });
  expect(JSON.stringify(again)).not.toContain(seed);
});

test('revealing it is refused, and a token of another time says so', async () => {
  const at = { path: 'web/bank', version: 1, field: 'code' };
  expect(await app.ask(channel('secrets', 'reveal'), at)).toMatchObject({
    failure: { what: 'field', reason: 'is-otp' },
  });
  const fields = [{ name: 'code', type: 'otp', value: `covered:${'0'.repeat(32)}` }];
  expect(
    await app.ask(channel('secrets', 'put'), { path: 'web/new', fields, tags: [], expect: 0 }),
  ).toMatchObject({
    failure: { what: 'otp', reason: 'forgotten', name: 'code' },
  });
});
