// One of several writers at one vault file: stores `count` secrets of its own, every fifth time
// also the path that all write.

import { value } from './harness.ts';
import { openFile } from './vaults.ts';
import { storeSecret } from './write.ts';

const [location = '', writer = '', count = '0'] = process.argv.slice(2);
const backend = await openFile(location);
const hot: number[] = [];
for (let n = 0; n < Number(count); n++) {
  await storeSecret(backend, `writer-${writer}/${n}`, value(`${writer} ${n}`));
  if (n % 5 === 0) hot.push(await storeSecret(backend, 'hot', value(`${writer} ${n}`)));
}
await backend.close();
console.log(JSON.stringify(hot));
