import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchMarks } from './marks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin() {
  const page = Object.assign(new EventTarget(), {
    activeElement: null as object | null,
    isCollapsed: true,
    text: 'one',
    getSelection: () => ({ isCollapsed: page.isCollapsed, toString: () => page.text }),
  });
  const tell = vi.fn();
  const end = watchMarks(tell, page as unknown as Document);
  const change = (set: object = {}) => {
    Object.assign(page, set);
    page.dispatchEvent(new Event('selectionchange'));
    return tell.mock.calls.length;
  };
  return { change, tell, end };
}

test('a marking is told at once, and again when it rests', () => {
  const { change, tell } = begin();
  expect(change({ isCollapsed: false })).toBe(1);
  vi.advanceTimersByTime(99);
  expect(change()).toBe(1);
  vi.advanceTimersByTime(99);
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(tell).toHaveBeenCalledTimes(2);
  expect(change({ text: 'two' })).toBe(3);
});

test('a page that is drawn anew around what is marked marks nothing; the same text marked once more does', () => {
  const { change, tell } = begin();
  change({ isCollapsed: false });
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  expect(change()).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(tell).toHaveBeenCalledTimes(2);
  change({ isCollapsed: true });
  expect(change({ isCollapsed: false })).toBe(3);
});

test('a caret that moves marks nothing', () => {
  const { change } = begin();
  expect(change()).toBe(0);
  expect(change({ activeElement: { type: 'text', selectionStart: 3, selectionEnd: 3 } })).toBe(0);
});

test('what is marked in a box counts, unless the box hides it', () => {
  const { change } = begin();
  expect(change({ activeElement: { type: 'password', selectionStart: 0, selectionEnd: 9 } })).toBe(0);
  expect(change({ activeElement: { type: 'textarea', selectionStart: 0, selectionEnd: 9 } })).toBe(1);
  // A button has no selection: the page's own counts.
  expect(change({ activeElement: { type: 'button' }, isCollapsed: true })).toBe(1);
});

test('once it is ended nothing is told any more', () => {
  const { change, tell, end } = begin();
  change({ isCollapsed: false });
  end();
  change();
  vi.advanceTimersByTime(1_000);
  expect(tell).toHaveBeenCalledTimes(1);
});
