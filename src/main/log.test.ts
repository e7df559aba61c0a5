import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog, reference, traceOf } from './log.ts';
import type { LogEvents } from './log-events.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (name = 'holdfast.log') =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('an event is one JSON object on one line', () => {
  const log = openLog({ folder, now: () => 0 });
  log.info('vault.unlocked', { milliseconds: 12, readOnly: false });
  log.warn('ipc.refused', { code: 'bad-input' });
  expect(lines()).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'vault.unlocked',
      milliseconds: 12,
      readOnly: false,
    },
    { time: '1970-01-01T00:00:00.000Z', level: 'warn', event: 'ipc.refused', code: 'bad-input' },
  ]);
});

test('what is less grave than the level is not written', () => {
  const log = openLog({ folder, level: 'warn' });
  log.info('app.quit', {});
  log.error('window.unresponsive', {});
  expect(lines().map(({ event }) => event)).toEqual(['window.unresponsive']);
});

test('free text does not compile', () => {
  const log = openLog({ folder, level: 'error' });
  // What is asserted is each line below that expects an error of types.
  expect(log).toBeDefined();
  // @ts-expect-error: no such event
  log.info('prod/db/orders', {});
  // @ts-expect-error: a text where a number stands
  log.info('vault.created', { milliseconds: 'prod/db/orders' });
  // @ts-expect-error: a word outside the list
  log.info('vault.locked', { reason: 'prod/db/orders' });
  // @ts-expect-error: a member that the event does not have
  log.info('vault.created', { milliseconds: 1, path: 'prod/db/orders' });
  // @ts-expect-error: a trace is made by traceOf alone
  log.info('settings.not-saved', { trace: 'prod/db/orders' });
  // @ts-expect-error: a code outside the closed list of failures
  log.info('ipc.refused', { code: 'prod/db/orders' });
});

test('free text behind a cast is left out', () => {
  const log = openLog({ folder });
  log.info('vault.locked', { reason: 'prod/db/orders' } as unknown as LogEvents['vault.locked']);
  log.info('vault.created', { milliseconds: { deep: 's3cret' } } as unknown as LogEvents['vault.created']);
  expect(lines().map((line) => Object.keys(line))).toEqual([
    ['time', 'level', 'event'],
    ['time', 'level', 'event'],
  ]);
});

test('an error leaves its class, its code and its places, never its text', () => {
  const error = Object.assign(new RangeError('s3cret at /home/ada/vault\n    at leak (s3cret.js:1:1)'), {
    code: 'ENOENT',
  });
  const trace = traceOf(error);
  expect(trace).toMatch(/^RangeError < ENOENT < log\.test\.ts:\d+:\d+/);
  expect(trace).not.toMatch(/s3cret|ada|leak|\//);
  openLog({ folder }).error('main.failed', { where: 'exception', trace });
  expect(lines()[0]).toMatchObject({ where: 'exception', trace });
});

test('what is thrown without being an error, or lies about itself, leaves its kind', () => {
  expect(traceOf('s3cret')).toBe('thrown string');
  const changed = new Error('before');
  // The stack is written when it is first read.
  expect(changed.stack).toContain('before');
  changed.message = 's3cret';
  expect(traceOf(changed)).toBe('Error');
  const odd = Object.assign(new Error('x'), { code: 's3cret value', stack: '    at s3cret' });
  expect(traceOf(odd)).toBe('Error');
});

test('a reference is kept', () => {
  const made = reference((bytes) => new Uint8Array(bytes).fill(171));
  openLog({ folder }).error('ipc.failed', { reference: made, trace: traceOf(1) });
  expect(lines()[0]).toMatchObject({ reference: 'abababababab', trace: 'thrown number' });
});

test('a full file is put aside, and five are kept', () => {
  const log = openLog({ folder, bytes: 200, files: 5 });
  for (let count = 0; count < 60; count += 1) log.info('network.refused', { count });
  expect(readdirSync(folder).sort()).toEqual([
    'holdfast.1.log',
    'holdfast.2.log',
    'holdfast.3.log',
    'holdfast.4.log',
    'holdfast.log',
  ]);
  expect(lines().at(-1)).toMatchObject({ count: 59 });
  const [oldest] = lines('holdfast.4.log');
  const [newer] = lines('holdfast.3.log');
  expect(Number(oldest?.['count'])).toBeLessThan(Number(newer?.['count']));
});

test('only its owner reads it', () => {
  openLog({ folder }).info('app.quit', {});
  expect(statSync(join(folder, 'holdfast.log')).mode & 0o077).toBe(0);
});

test('a folder that cannot be made stops nothing', () => {
  expect(() => openLog({ folder: '/dev/null/logs' }).info('app.quit', {})).not.toThrow();
});
