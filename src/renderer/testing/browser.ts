import { vi } from 'vitest';

// Before anything else: what jsdom lacks of a browser, or has too much of. The handlers beside the
// page are Node's, and so are the bytes.
Object.assign(globalThis, { Uint8Array: Object.getPrototypeOf(Buffer) as Uint8ArrayConstructor });

// It has no layout: a list believes in a window of the height that it begins with.
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoObserver);
vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
vi.stubGlobal('cancelIdleCallback', clearTimeout);
vi.stubGlobal('matchMedia', (media: string) => ({
  ...{ media, matches: false },
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
Object.assign(Element.prototype, {
  scrollTo: () => undefined,
  scrollIntoView: () => undefined,
  checkVisibility: () => true,
});
