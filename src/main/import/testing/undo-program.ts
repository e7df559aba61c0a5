// Takes the last import of a vault back once it is told to; says when it has.

import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openVault } from '../../vault/open.ts';

const [location = ''] = process.argv.slice(2);
const vault = await openVault({ kind: 'sqlite', location }, 'x');
writeSync(1, 'ready\n');
await once(process.stdin, 'data');
writeSync(1, 'start\n');
const { secrets } = await vault.imports.undo();
writeSync(1, `done ${secrets}\n`);
await vault.lock();
process.exit();
