import { expect, test } from 'vitest';
import { starterOf } from './starter.ts';

test.each([
  [
    ['/usr/bin/bash', '/usr/libexec/gnome-terminal-server', '/usr/lib/systemd/systemd'],
    { kind: 'terminal', name: 'GNOME Terminal', via: ['bash'] },
  ],
  [
    ['/usr/bin/make', '/bin/zsh', '/usr/bin/tmux', '/usr/lib/systemd/systemd'],
    { kind: 'terminal', name: 'tmux', via: ['make', 'zsh'] },
  ],
  [['/usr/bin/bash', '/usr/sbin/sshd'], { kind: 'remote', name: 'sshd', via: ['bash'] }],
  [
    ['/usr/bin/dash', '/usr/sbin/cron', '/usr/lib/systemd/systemd'],
    { kind: 'timer', name: 'cron', via: ['dash'] },
  ],
  [['/usr/bin/bash', '/usr/share/code/code'], { kind: 'editor', name: 'Visual Studio Code', via: ['bash'] }],
  [['/usr/bin/thunar', '/usr/bin/xterm'], { kind: 'program', name: 'thunar', via: [] }],
  [['/usr/lib/systemd/systemd'], { kind: 'system' }],
  [['/usr/bin/bash', '/usr/lib/systemd/systemd'], { kind: 'program', name: 'bash', via: [] }],
  [[], { kind: 'unknown' }],
  [['', ''], { kind: 'unknown' }],
])('%j was started by %o', (chain, starter) => expect(starterOf(chain)).toEqual(starter));

test('a known name in a folder that anybody writes to is no known program', () => {
  for (const path of ['/tmp/gnome-terminal-server', '/home/eve/usr/bin/cron', '/var/tmp/sshd', 'bin/xterm'])
    expect(starterOf([path, '/usr/bin/xterm'])).toEqual({ kind: 'program', name: path, via: [] });
  expect(starterOf(['/usr/bin/bash', '/tmp/systemd', '/usr/bin/xterm'])).toEqual({
    kind: 'program',
    name: '/tmp/systemd',
    via: ['bash'],
  });
});

test('no name of an object’s own members is a known program', () =>
  expect(starterOf(['/usr/bin/constructor'])).toEqual({ kind: 'program', name: 'constructor', via: [] }));
