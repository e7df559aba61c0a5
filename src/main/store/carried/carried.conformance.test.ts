import fs from 'node:fs';
import { afterAll, beforeAll, vi } from 'vitest';
import { describeBackend } from '../../backend/conformance.ts';
import { scratchFolder, storeHarness } from '../../backend/testing/vaults.ts';
import { S3Double, testEnv } from '../s3/testing/double.ts';
import { placeFor, type Service, s3Kind } from '../s3/testing/kind.ts';
import { describeStore } from '../testing/describe-store.ts';
import { carriedKind } from './testing/kind.ts';

let double: S3Double;
let state: string;
let service: Service;
beforeAll(async () => {
  state = scratchFolder();
  vi.stubEnv('HOLDFAST_DEVICES', state);
  double = await S3Double.start();
  double.conditions = 'ignored';
  for (const [variable, value] of Object.entries(testEnv)) vi.stubEnv(variable, value);
  service = { endpoint: double.endpoint, bucket: 'vaults' };
});
afterAll(async () => {
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(state, { recursive: true });
});

const name = 'S3 that ignores conditions';
describeStore(carriedKind(s3Kind(name, () => service)));
describeBackend(`encrypted, over ${name}`, true, () => storeHarness('s3', (path) => placeFor(service, path)));
