// Gives a vault a new root key and seals everything anew, with a writer beside it, until it is
// killed; what it begins and what was acknowledged, one line each. Arguments: the file, the byte
// that makes up today's root key, the byte of the next, or of none.

import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SqliteStore } from '../../store/sqlite.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { testKey, value } from './harness.ts';
import { storeSecret } from './write.ts';

const [location = ''] = process.argv.slice(2);
// Straight to the pipe: what Node would still hold back dies with the process.
const say = (line: string) => writeSync(1, `${line}\n`);

say('ready');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const [from, to, first] = String((await lines.next()).value)
  .split(' ')
  .map(Number);
const open = async (key: number | undefined) => {
  const backend = new EncryptedBackend(await SqliteStore.open(location), testKey(key));
  await backend.initialize();
  return backend;
};

let over = false;
async function write(writer: EncryptedBackend): Promise<void> {
  for (let n = first ?? 0; !over; n++) {
    say(`start ${n}`);
    await storeSecret(writer, `s/${n % 300}`, value(`written ${n}`));
    say(`done ${n}`);
  }
}

const backend = await open(from);
if (from !== to) {
  say('rekey');
  await backend.storeKeySlots([], testKey(to));
}
say('renew');
const writing = write(await open(to));
const sealing = backend.renew().then(() => {
  over = true;
  say('sealed');
});
await Promise.all([writing, sealing]);
process.exit(0);
