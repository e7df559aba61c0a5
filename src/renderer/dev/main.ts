import { bridgeOver } from '../../shared/bridge.ts';
import { read, written } from './wire.ts';

// For looking at the screens without Electron: `npm run page`. The handlers are the real ones, in
// the server that serves this page; the query says where it begins, as
// /dev/?vault=locked&secrets=100000&backups. The passphrase is `open`. Never bundled.
const start = await fetch(`/app${location.search}`, { method: 'POST' });
const { id } = (await start.json()) as { id: string };
const told = new EventSource(`/app/${id}/told`);
const bridge = bridgeOver({
  invoke: async (channel, input) => {
    const answer = await fetch(`/app/${id}/${channel}`, { method: 'POST', body: written(input) });
    // JSON leaves out a value that is undefined.
    return { value: undefined, ...(read(await answer.text()) as object) };
  },
  // No browser says where a file lies.
  pathOf: () => '',
  listen: (channel, heard) => {
    const hear = ({ data }: MessageEvent<string>) => heard(read(data));
    told.addEventListener(channel, hear);
    return () => told.removeEventListener(channel, hear);
  },
});
Object.defineProperty(window, 'holdfast', { value: bridge });
await import('../main.tsx');
