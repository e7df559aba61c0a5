// @vitest-environment jsdom
import './browser.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type PlaceForm, placeForms, type Typed } from '../../shared/place-form.ts';
import { words } from '../words/words.ts';

vi.mock('../api.ts', () => ({ api: {} }));
const { PlaceField } = await import('../components/place-field.tsx');

/** A kind of store that there is not: described, and given words, as a new one is. */
const tape: PlaceForm<string> = {
  kind: 'tape',
  fields: [
    { name: 'reel', asks: 'text' },
    { name: 'combination', asks: 'text', credential: 'covered' },
  ],
  locate: ({ reel = '' }) => reel,
};
Object.assign(words.places.kinds, { tape: { name: 'A tape', help: 'Rewind it afterwards.' } });
Object.assign(words.places.fields, {
  reel: { label: 'Reel', none: 'R-0000', missing: 'Name the reel.' },
  combination: { label: 'Combination', none: '', missing: 'Give the combination.' },
});

let typed: Typed = {};
function Form({ tried = false, folded = false }: { tried?: boolean; folded?: boolean }) {
  const [kind, setKind] = useState('sqlite');
  const [values, setValues] = useState<Typed>({});
  typed = values;
  return (
    <PlaceField
      forms={[...placeForms, tape]}
      kind={kind}
      onKind={setKind}
      chosen={undefined}
      onChoose={() => undefined}
      typed={values}
      onType={(name, text) => setValues((before) => ({ ...before, [name]: text }))}
      tried={tried}
      isDisabled={false}
      folded={folded}
      help
    />
  );
}

afterEach(cleanup);

test('a kind that is new is offered and drawn from its description alone', async () => {
  const user = userEvent.setup();
  render(<Form />);
  const { kinds, fields } = words.places;
  expect(screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual([
    kinds.sqlite.name,
    kinds.folder.name,
    kinds.s3.name,
    kinds.postgres.name,
    kinds.webdav.name,
    'A tape',
  ]);
  expect(screen.getByRole('group', { name: fields.file.label })).toBeTruthy();
  await user.click(screen.getByText(kinds.folder.name));
  expect(screen.getByRole('group', { name: fields.folder.label })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByText('A tape'));
  expect(screen.queryByRole('button', { name: words.actions.browse })).toBeNull();
  expect(screen.getByText('Rewind it afterwards.')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Reel' }), 'R-7');
  const secret = screen.getByLabelText('Combination');
  expect(secret.getAttribute('type')).toBe('password');
  await user.type(secret, '4711');
  expect(typed).toEqual({ reel: 'R-7', combination: '4711' });
});

test('what is missing is said once the form was handed in', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Form />);
  expect(screen.queryByText(words.places.fields.file.missing)).toBeNull();
  rerender(<Form tried />);
  expect(screen.getByRole('alert').textContent).toBe(words.places.fields.file.missing);
  await user.click(screen.getByText('A tape'));
  expect(screen.getByText('Name the reel.')).toBeTruthy();
  expect(screen.getByText('Give the combination.')).toBeTruthy();
});

test('the keyboard goes from kind to kind by arrows', async () => {
  const user = userEvent.setup();
  render(<Form />);
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('group', { name: words.places.fields.folder.label })).toBeTruthy();
});

test('a form that is folded asks for a file alone, until the keyboard wants another kind', async () => {
  const user = userEvent.setup();
  render(<Form folded />);
  const { elsewhere, kinds, fields } = words.places;
  expect(screen.getByRole('group', { name: fields.file.label })).toBeTruthy();
  expect(screen.queryByRole('radio')).toBeNull();
  screen.getByRole('button', { name: elsewhere }).focus();
  await user.keyboard('{Enter}');
  expect(screen.queryByRole('button', { name: elsewhere })).toBeNull();
  expect(document.activeElement?.closest('label')?.textContent).toBe(kinds.sqlite.name);
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('group', { name: fields.folder.label })).toBeTruthy();
});
