import { beforeEach, expect, test, vi } from 'vitest';
import type { ShownRequest, Wanting } from '../../shared/contract-clients.ts';

const listeners = new Map<string, (payload: unknown) => void>();
vi.mock('../api.ts', () => ({
  api: { on: (event: string, listener: (payload: unknown) => void) => listeners.set(event, listener) },
}));

const { putOff, useClients, useWanting, watchRequests } = await import('./clients.ts');
const { resetAll } = await import('./reset.ts');

const request = (id: string): ShownRequest => ({
  id,
  name: `program ${id}`,
  spiffeId: `spiffe://v/client/${id}`,
  program: '/bin/p',
  chain: [],
  uid: 1000,
  wants: [],
  asked: 1,
  draft: [],
  fresh: true,
  stored: [],
  storedTotal: 0,
});
const waiting: Wanting = { name: 'build', program: '/bin/build' };
const tell = (event: string, payload: unknown) => listeners.get(event)?.(payload);

beforeEach(() => {
  resetAll();
  watchRequests();
});

test('a request that was put off goes on waiting, and another is shown beside it', () => {
  tell('requests', [request('1')]);
  putOff();
  tell('requests', [request('1'), request('2')]);
  const { requests, later } = useClients.getState();
  expect(requests.map(({ id }) => id)).toEqual(['1', '2']);
  expect(later).toEqual(['1']);
});

test('who waits for an unlock is forgotten by no lock, and once the vault is open', () => {
  tell('unlockWanted', [waiting]);
  resetAll();
  tell('state', { vault: 'locked' });
  expect(useWanting.getState().wanting).toEqual([waiting]);
  tell('state', { vault: 'open' });
  expect(useWanting.getState().wanting).toEqual([]);
});
