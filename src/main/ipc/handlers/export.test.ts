import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileAt } from '../../../shared/place.ts';
import { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import { sessionForTest } from '../../app/testing/session.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { exportHandlers } from './export.ts';

let session: Session;
let folder = '';
let chosen: string | undefined;
let told: [number, number][] = [];
let asked: string[] = [];
const exports = new OneAtATime();
const handlers = () =>
  exportHandlers({
    session,
    exports,
    choose: async (...given) => {
      asked = given;
      return chosen;
    },
    progress: (done, total) => told.push([done, total]),
  });
const plain = { format: 'json', folder: '' } as const;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  [chosen, told] = [join(folder, 'out.json'), []];
  session = sessionForTest({ store: 'memory' });
  await session.create(fileAt('/v.holdfast'), 'copper-meadow-lantern-fjord');
  for (const path of ['a/one', 'a/two', 'b/three'])
    await session.vault.secrets.put(path, [{ name: 'password', type: 'secret', value: `value of ${path}` }]);
});
afterEach(async () => {
  await session.leave();
  rmSync(folder, { recursive: true });
});

test('nothing is written where the person chose nothing, and one choice is good for one export', async () => {
  const one = handlers();
  expect(await refusal(async () => one.export(plain))).toMatchObject({ code: 'denied' });
  expect(await one.chooseExport({ format: 'json' })).toEqual({ file: 'out.json' });
  expect(asked).toEqual([session.name, expect.stringMatching(/^\d{4}-\d\d-\d\d$/), '.json']);
  expect(await one.export(plain)).toMatchObject({ secrets: 3, file: 'out.json', damaged: false });
  expect(told.at(-1)).toEqual([3, 3]);
  expect(await refusal(async () => one.export(plain))).toMatchObject({ code: 'denied' });
  await one.chooseExport({ format: 'json' });
  chosen = undefined;
  expect(await one.chooseExport({ format: 'json' })).toBeUndefined();
  expect(await refusal(async () => one.export(plain))).toMatchObject({ code: 'denied' });
});

test('a folder, or chosen secrets alone', async () => {
  const one = handlers();
  await one.chooseExport({ format: 'json' });
  const wanted = { ...plain, chosen: { paths: ['a/two', 'b/three'] } };
  expect(await one.planExport({ ...wanted, sealed: false })).toMatchObject({ secrets: 2, plain: true });
  await one.export(wanted);
  const written = readFileSync(join(folder, 'out.json'), 'utf8');
  expect(written).toContain('value of a/two');
  expect(written).not.toContain('value of a/one');
  expect(await one.planExport({ format: 'csv', folder: 'a', sealed: false })).toMatchObject({ secrets: 2 });
});

test('a plan says whether it is plain, by format and password', async () => {
  const plan = async (format: 'bitwarden' | 'age', sealed: boolean) =>
    (await handlers().planExport({ format, folder: '', sealed })).plain;
  expect([await plan('bitwarden', false), await plan('bitwarden', true)]).toEqual([true, false]);
  expect(await plan('age', true)).toBe(false);
});

test('one that is called off leaves no file', async () => {
  const one = handlers();
  await one.chooseExport({ format: 'age' });
  const running = refusal(async () => one.export({ format: 'age', folder: '', password: 'p' }));
  one.cancelExport();
  expect(await running).toMatchObject({ code: 'cancelled' });
  expect(readdirSync(folder)).toEqual([]);
});
