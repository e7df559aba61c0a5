import { afterAll, beforeAll } from 'vitest';
import { describeBackend } from '../../backend/conformance.ts';
import { storeHarness } from '../../backend/testing/vaults.ts';
import { describeStore } from '../testing/describe-store.ts';
import { postgresKind, vaultFor } from './testing/kind.ts';
import { TestServer } from './testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
}, 120_000);
afterAll(() => server.stop());

describeStore(postgresKind('PostgreSQL', () => server));
describeBackend('encrypted, over PostgreSQL', true, () =>
  storeHarness('postgres', (path) => server.place(vaultFor(path))),
);
