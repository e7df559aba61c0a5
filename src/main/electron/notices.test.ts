import { beforeEach, expect, test, vi } from 'vitest';

const shown = vi.hoisted(() => ({ open: new Set<object>(), supported: true }));
vi.mock('electron', () => ({
  Notification: class {
    static isSupported = () => shown.supported;
    readonly given: { title: string; body: string };
    readonly on = vi.fn();
    constructor(given: { title: string; body: string }) {
      this.given = given;
    }
    show = () => void shown.open.add(this);
    close = () => void shown.open.delete(this);
  },
}));
const { Notices } = await import('./notices.ts');

beforeEach(() => {
  shown.open.clear();
  shown.supported = true;
});
const titles = () => [...shown.open].map((one) => (one as { given: { title: string } }).given.title);
const begin = (isLookedAt = false) => new Notices({ isLookedAt: () => isLookedAt, show: () => undefined });
const build = { id: '1', name: 'build', wants: 'Stripe live key' };

test('a program that waits is told of once, by its name alone, until it is answered', () => {
  const notices = begin();
  notices.tell('asks', [build]);
  notices.tell('asks', [build, { id: '2', name: 'deploy' }]);
  expect(titles()).toEqual(['build asks for access', 'deploy asks for access']);
  expect(JSON.stringify([...shown.open])).not.toContain('Stripe');
  notices.tell('waits', [{ id: '1', name: 'sync' }]);
  notices.tell('asks', [{ id: '2', name: 'deploy' }]);
  expect(titles()).toEqual(['deploy asks for access', 'sync waits for the vault']);
  notices.tell('asks', []);
  notices.tell('waits', []);
  expect(titles()).toEqual([]);
});

test('who looks at the window is told there, and where there are none nothing is tried', () => {
  begin(true).tell('asks', [build]);
  shown.supported = false;
  begin().tell('asks', [build]);
  expect(titles()).toEqual([]);
});
