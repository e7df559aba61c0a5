import { spawnSync } from 'node:child_process';
import { expect } from './fixtures.ts';

// Into the window as the screen's own keyboard does: no debugger is there to keep a copy of what is
// typed.

/** Types a text into whatever window has the focus. */
export function type(text: string): void {
  xdotool('type', '--delay', '8', text);
}

/** Presses keys, by the names that X has for them. */
export function press(...keys: string[]): void {
  xdotool('key', '--delay', '40', ...keys);
}

/** Waits for a window of this title, and gives it the keyboard. */
export async function focusOn(title: string): Promise<void> {
  const find = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', title], { encoding: 'utf8' });
  await expect
    .poll(() => find().stdout.trim(), { message: `a window ${title}`, timeout: 20_000 })
    .not.toBe('');
  xdotool('windowfocus', '--sync', find().stdout.trim().split('\n')[0] ?? '');
}

function xdotool(...args: string[]): void {
  const ran = spawnSync('xdotool', args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`xdotool: ${ran.stderr}`);
}
