import { fakeBridge } from './fake.ts';

// For looking at the screens without Electron: `npx vite src/renderer`, then /dev/?n=100000. Never bundled.
const { searchParams } = new URL(location.href);
Object.defineProperty(window, 'holdfast', {
  value: fakeBridge(
    Number(searchParams.get('n') ?? 0),
    searchParams.get('vault') ?? 'none',
    searchParams.get('set') ?? 'none',
    searchParams.get('condition') ?? 'whole',
  ),
});
await import('../main.tsx');
