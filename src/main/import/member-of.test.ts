import { expect, test } from 'vitest';
import { readBitwarden } from './formats/bitwarden.ts';
import { readPass } from './formats/pass.ts';
import { readKdbx } from './kdbx.ts';
import { bytesOfText, entriesOf, fieldsOf } from './testing/collect.ts';
import { addEntry, bytesOf, newDatabase } from './testing/keepass.ts';

const odd = ['constructor', 'valueOf', 'toString', 'hasOwnProperty'];
const expected = Object.fromEntries(odd.map((name) => [name, `m ${name}`]));

test('fields that are called as what every object has come as any other', async () => {
  const database = await newDatabase(3);
  addEntry(database, database.getDefaultGroup(), { Title: 'x', ...expected });
  const kdbx = await readKdbx({ name: 'x', bytes: await bytesOf(database), password: 'file password' });
  expect(fieldsOf(entriesOf(kdbx)[0])).toEqual(expected);

  const text = ['secret', ...odd.map((name) => `${name}: m ${name}`)].join('\n');
  const pass = readPass({
    name: 'x',
    bytes: bytesOfText(JSON.stringify({ passStore: [{ path: 'x', text }] })),
  });
  const { password, ...others } = fieldsOf(entriesOf(pass)[0]);
  expect([password, Object.values(others).sort()]).toEqual(['secret', Object.values(expected).sort()]);

  const items = [{ id: '1', type: 4, name: 'x', identity: expected }];
  const bytes = bytesOfText(JSON.stringify({ encrypted: false, folders: [], items }));
  const bitwarden = await readBitwarden({ name: 'x', bytes });
  expect(Object.values(fieldsOf(entriesOf(bitwarden)[0])).sort()).toEqual(Object.values(expected).sort());
});
