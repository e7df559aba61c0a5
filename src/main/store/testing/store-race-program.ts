// One of several writers at one store: for each line `REVISION` tries to commit that revision and
// says what came of it.
import { createInterface } from 'node:readline';
import { type Commits, commitOf } from './commits.ts';

const [module = '', name = '', place = ''] = process.argv.slice(2);
const opener = (await import(module))[name] as Commits;
const store = await opener.open(place);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { commit, id } = commitOf(Number(line));
  console.log(`${await store.commit(commit)} ${id}`);
}
await store.close();
