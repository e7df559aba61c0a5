// The load of the socket bench: as many connections as it is told, each asking again as soon as it
// is answered.

import { Connection } from '../src/main/clients/connection.ts';
import { whereToConnect } from '../src/main/clients/keys.ts';

const [connections = '1', seconds = '5', paths = '1'] = process.argv.slice(2);
const where = whereToConnect(process.env, process.platform);
const end = performance.now() + Number(seconds) * 1_000;
let answered = 0;

async function ask(connection: Connection, first: number): Promise<void> {
  for (let n = first; performance.now() < end; n++) {
    await connection.call('secret.get', { path: `load/${n % Number(paths)}` });
    answered += 1;
  }
  connection.close();
}

const open = await Promise.all(Array.from({ length: Number(connections) }, () => Connection.open(where)));
const began = performance.now();
await Promise.all(open.map((connection, n) => ask(connection, n * 7)));
console.log(JSON.stringify({ answered, seconds: (performance.now() - began) / 1_000 }));
