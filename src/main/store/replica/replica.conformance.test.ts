import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { describeBackend } from '../../backend/conformance.ts';
import { keepReplicasIn } from '../../backend/replica-folder.ts';
import { storeHarness } from '../../backend/testing/vaults.ts';
import { S3Double, testEnv } from '../s3/testing/double.ts';
import { placeFor, type Service } from '../s3/testing/kind.ts';
import { describeStore } from '../testing/describe-store.ts';
import { copiedS3Kind, copiesVariable } from './testing/kind.ts';

let double: S3Double;
let service: Service;
let folder: string;
beforeAll(async () => {
  double = await S3Double.start();
  service = { endpoint: double.endpoint, bucket: 'vaults' };
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-copies-'));
  for (const [variable, value] of Object.entries({ ...testEnv, [copiesVariable]: folder }))
    vi.stubEnv(variable, value);
  keepReplicasIn(folder);
});
afterAll(async () => {
  keepReplicasIn(undefined);
  vi.unstubAllEnvs();
  await double.stop();
  rmSync(folder, { recursive: true });
});

describeStore(copiedS3Kind('S3 with a copy', () => service));
describeBackend('encrypted, over S3 with a copy', true, () =>
  storeHarness('s3', (at) => placeFor(service, at)),
);
