// @vitest-environment jsdom
import './browser.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { DamageReport } from '../../shared/contract-repair.ts';
import { words } from '../words/words.ts';
import { behindWindow } from './app.ts';

behindWindow();
const { Findings } = await import('../screens/repair/findings.tsx');
const text = words.repair;
afterEach(cleanup);

const file = { path: 'disks/boot', version: 3, current: true, file: true } as const;
const report = (lost: DamageReport['lost']): DamageReport => ({
  ...{ secrets: 4, versions: 9, lost, unnamed: 0, records: [], structure: false },
});

test('where only an attached file is lost, that is what is said: the values are whole', () => {
  render(<Findings damage={report([file])} />);
  expect(screen.getByRole('heading', { name: text.look.filesTitle(1) })).toBeTruthy();
  expect(screen.getByText(text.lost.files([3], true))).toBeTruthy();
  expect(screen.getByText(text.look.lostFiles)).toBeTruthy();
  expect(screen.queryByText(text.lost.current(3))).toBeNull();
});

test('beside a value that is lost, a lost file is told, too', () => {
  render(<Findings damage={report([{ path: 'disks/boot', version: 4, current: true }, file])} />);
  expect(screen.getByRole('heading', { name: text.look.loss(1, 0) })).toBeTruthy();
  expect(screen.getByText(`${text.lost.current(4)}; ${text.lost.files([3], false)}`)).toBeTruthy();
});
