// One of several programs on one vault: puts and gets at random paths until it is killed or told to
// end; says each deed when it begins and ends.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fail, failureOf } from '../../../../shared/failure.ts';
import { EncryptedBackend } from '../../../backend/encrypted.ts';
import { testKey, value } from '../../../backend/testing/harness.ts';
import { storeSecret } from '../../../backend/testing/write.ts';
import { keepDevicesIn } from '../../folder/device-notes.ts';
import { postgresWith } from '../../postgres/postgres.ts';
import { replicated } from '../../replica/replicated.ts';
import { s3With } from '../../s3/s3.ts';
import type { StoreOpener } from '../../store.ts';
import { webdavWith } from '../../webdav/webdav.ts';

const [kind = '', location = '', copy = '', name = ''] = process.argv.slice(2);
const waits = { answer: 60_000, return: 250, again: 200 };
const paths = 4;

// With a head for each device this is the device, where one line is shared a copy of it.
const isDevice = kind.endsWith('-heads');
const patience = isDevice ? 1_000 : 30_000;
const service = serviceOf(kind);
if (isDevice) keepDevicesIn(copy);
const opener = copy === '' || isDevice ? service : replicated(service, () => copy, waits);
// Straight to the pipe: what Node would still hold back dies with the process.
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);
const now = () => Number(process.hrtime.bigint()) / 1e6;
const lines = createInterface({ input: process.stdin });
let ended = false;
lines.on('line', () => {
  ended = true;
});

const backend = await opened();
say({ ready: true });
for (let n = 0; !ended; n++) {
  const path = `path/${Math.floor(Math.random() * paths)}`;
  if (Math.random() < 0.5) await put(path, `${name}-${n}`);
  else await get(path);
}
await backend.close();
process.exit(0);

function serviceOf(kind: string): StoreOpener {
  if (kind === 'postgres') return postgresWith();
  return kind.startsWith('webdav') ? webdavWith({ patience }) : s3With({ patience, answerIn: 10_000 });
}

async function opened(): Promise<EncryptedBackend> {
  for (;;) {
    try {
      const made = new EncryptedBackend(await opener.open(location), testKey());
      await made.initialize();
      return made;
    } catch (error) {
      refuseUnlessAway(error);
    }
  }
}

async function put(path: string, text: string): Promise<void> {
  const begun = { op: 'put', path, value: text, began: now() };
  say(begun);
  try {
    const version = await storeSecret(backend, path, value(text));
    const unsent = isDevice || (backend.link?.unsent ?? 0) > 0;
    say({ ...begun, done: now(), version, ...(unsent && { unsent }) });
  } catch (error) {
    refuseUnlessAway(error);
  }
}

async function get(path: string): Promise<void> {
  const began = now();
  try {
    await backend.refresh();
    const secret = await backend.loadSecret(path);
    const { offline, unsent = 0 } = backend.link ?? {};
    const isApart = isDevice || offline !== undefined || unsent > 0;
    const read = { version: secret?.version ?? 0, value: secret?.fields[0]?.value ?? '' };
    say({ op: 'get', path, began, done: now(), ...read, ...(isApart && { offline: true }) });
  } catch (error) {
    refuseUnlessAway(error);
  }
}

/** What a service that fails now and then lets come through. */
function refuseUnlessAway(error: unknown): void {
  const failure = failureOf(error);
  if (failure?.code === 'busy') return;
  const passing = ['unreachable', 'connection-refused', 'server', 'not-come'];
  if (failure?.code === 'store' && passing.includes(failure.reason)) return;
  say({ fault: failure ?? String(error), stack: error instanceof Error ? error.stack : '' });
  fail({ code: 'closed' });
}
