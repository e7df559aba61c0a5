// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { BackupDestination } from '../../shared/contract-backups.ts';
import { Destination } from '../screens/backups/destination.tsx';
import * as backups from '../stores/backups.ts';
import { words } from '../words/words.ts';

vi.mock('../stores/backups.ts', { spy: true });
afterEach(cleanup);

test('a press that began before a backup did does not end it: another button has taken the place', async () => {
  vi.mocked(backups.cancelBackup).mockReturnValue(undefined);
  const user = userEvent.setup();
  const destination: BackupDestination = { id: 'a', folder: '/backups', present: true };
  const running = { destination: 'a', done: 0, total: 0 };
  const shown = (now?: typeof running) => (
    <Destination destination={destination} running={now} busy={false} only />
  );
  const { rerender } = render(shown());
  const list = screen.getByRole('button', { name: words.backups.place.listOf('/backups') });
  await user.pointer({ keys: '[MouseLeft>]', target: list });
  rerender(shown(running));
  const cancel = screen.getByRole('button', { name: words.actions.cancel });
  await user.pointer({ keys: '[/MouseLeft]', target: cancel });
  expect(backups.cancelBackup).not.toHaveBeenCalled();
  await user.click(cancel);
  expect(backups.cancelBackup).toHaveBeenCalledOnce();
});
