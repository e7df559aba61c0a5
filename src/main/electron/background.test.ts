import { afterEach, expect, test, vi } from 'vitest';

const asked = vi.hoisted(() => ({ response: 0, times: 0 }));
vi.mock('electron', () => ({
  app: { on: vi.fn() },
  dialog: {
    showMessageBox: async () => {
      asked.times++;
      return { response: asked.response };
    },
  },
}));
const { Background } = await import('./background.ts');

afterEach(() => Object.assign(asked, { response: 0, times: 0 }));

function begin(onClose: 'ask' | 'stay' | 'quit', hasVault = true) {
  const hide = vi.fn();
  const quit = vi.fn();
  const at = { onClose };
  const background = new Background({
    window: () => ({ hide }) as never,
    onClose: () => at.onClose,
    remember: (answer) => {
      at.onClose = answer;
    },
    hasVault: () => hasVault,
    quit,
  });
  const close = () => {
    const preventDefault = vi.fn();
    const stays = background.closing({ preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(stays ? 1 : 0);
    return stays;
  };
  return { background, at, hide, quit, close };
}

test('the first close asks, and what was said holds from then on', async () => {
  const { at, hide, quit, close } = begin('ask');
  expect(close()).toBe(true);
  await vi.waitFor(() => expect(hide).toHaveBeenCalledOnce());
  expect(at.onClose).toBe('stay');
  expect(close()).toBe(true);
  expect([asked.times, hide.mock.calls.length, quit.mock.calls.length]).toEqual([1, 2, 0]);
});

test('who wants it to end is asked once too', async () => {
  asked.response = 1;
  const { at, hide, quit, close } = begin('ask');
  expect(close()).toBe(true);
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
  expect(at.onClose).toBe('quit');
  expect(close()).toBe(false);
  expect(hide).not.toHaveBeenCalled();
});

test('who calls it off is asked again', async () => {
  asked.response = 2;
  const { at, hide, quit, close } = begin('ask');
  close();
  await vi.waitFor(() => expect(asked.times).toBe(1));
  await new Promise(setImmediate);
  expect([at.onClose, hide.mock.calls.length, quit.mock.calls.length]).toEqual(['ask', 0, 0]);
});

test('without a vault, or when the app ends, closing the window ends it', async () => {
  expect(begin('stay', false).close()).toBe(false);
  const { background, close } = begin('stay');
  background.ending({ defaultPrevented: false });
  expect(close()).toBe(false);
  const other = begin('stay');
  other.background.ending({ defaultPrevented: true });
  expect(other.close()).toBe(false);
  // Something called the end off: closing means again what it meant.
  await new Promise(setImmediate);
  expect(other.close()).toBe(true);
});
