// Runs in a mount namespace of its own: a vault on a disk that is then mounted read-only. Prints
// what it met as one line of JSON.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { failureOf } from '../../../shared/failure.ts';
import { operations, prepare } from './fault-operations.ts';
import { readAll } from './harness.ts';
import { makeFile, openFile } from './vaults.ts';

const [folder = ''] = process.argv.slice(2);
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
const location = path.join(folder, 'vault.holdfast');
await makeFile(location);
const writer = await openFile(location);
await prepare(writer);
const all = await readAll(writer);
await writer.close();
const bytes = readFileSync(location);
execFileSync('mount', ['-o', 'remount,ro', folder]);

const reader = await openFile(location);
const heard: Record<string, string> = {};
for (const [name, operate] of Object.entries(operations)) {
  heard[name] = await operate(reader).then(
    () => 'done',
    (error) => failureOf(error)?.code ?? String(error),
  );
}
heard['create'] = await makeFile(path.join(folder, 'new.holdfast')).then(
  () => 'done',
  (error) => failureOf(error)?.code ?? String(error),
);
const reads = isDeepStrictEqual(await readAll(reader), all) && (await reader.verify()).damaged.length === 0;
const { readOnly } = reader;
await reader.close();
const untouched = readFileSync(location).equals(bytes) && readdirSync(folder).length === 1;
console.log(JSON.stringify({ readOnly, reads, untouched, heard }));
