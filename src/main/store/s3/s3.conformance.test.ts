import { afterAll, beforeAll, vi } from 'vitest';
import { describeBackend } from '../../backend/conformance.ts';
import { storeHarness } from '../../backend/testing/vaults.ts';
import { describeStore } from '../testing/describe-store.ts';
import { S3Double, testEnv } from './testing/double.ts';
import { placeFor, type Service, s3Kind } from './testing/kind.ts';

/**
 * A real service that a person names, with the credentials of AWS_*; otherwise a double of the
 * tests.
 */
const real = process.env['HOLDFAST_S3'];
const name = real === undefined ? 'S3, a double' : 'S3, a service';
const bucket = process.env['HOLDFAST_S3_BUCKET'] ?? 'vaults';

let double: S3Double | undefined;
let service: Service;
beforeAll(async () => {
  if (real === undefined) {
    double = await S3Double.start();
    for (const [variable, value] of Object.entries(testEnv)) vi.stubEnv(variable, value);
  }
  service = { endpoint: real ?? double?.endpoint ?? '', bucket };
});
afterAll(async () => {
  await double?.stop();
  vi.unstubAllEnvs();
});

describeStore(s3Kind(name, () => service));
describeBackend(`encrypted, over ${name}`, true, () => storeHarness('s3', (path) => placeFor(service, path)));
