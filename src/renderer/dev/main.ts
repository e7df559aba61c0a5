import { fakeBridge } from './fake.ts';

// For looking at the screens without Electron: `npx vite src/renderer`, then /dev/?n=100000. Never bundled.
// From 1,000 secrets on it holds strange ones too. In the console, `tell(event, payload)` is main's voice.
const { searchParams } = new URL(location.href);
const { bridge, emit } = fakeBridge(
  Number(searchParams.get('n') ?? 0),
  searchParams.get('vault') ?? 'none',
  searchParams.get('set') ?? 'none',
  searchParams.get('condition') ?? 'whole',
  searchParams.get('backups') ?? 'some',
);
Object.defineProperty(window, 'holdfast', { value: bridge });
Object.defineProperty(window, 'tell', { value: emit });
await import('../main.tsx');
