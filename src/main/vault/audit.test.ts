import { beforeEach, describe, expect, it } from 'vitest';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Clock, stoppedClock } from '../backend/testing/harness.ts';
import type { Disk } from '../backend/testing/memory-store.ts';
import { makeDisk, openDisk } from '../backend/testing/vaults.ts';
import { type Act, Audit } from './audit.ts';

const read: Act = {
  client: 'spiffe://v/client/build',
  action: 'secret.get',
  path: 'prod/db',
  outcome: 'done',
};
const day = 24 * 60 * 60 * 1000;

let clock: Clock;
let disk: Disk;
beforeEach(async () => {
  clock = stoppedClock();
  disk = await makeDisk(clock);
});

const many = (audit: Audit, count: number, from = 0) =>
  Promise.all(Array.from({ length: count }, (_, n) => audit.append({ ...read, path: `p/${from + n}` })));

describe('the audit', () => {
  it('keeps entries in order, and shares one commit among those that wait', async () => {
    const backend = await openDisk(disk, clock);
    const audit = new Audit(backend, clock.now);
    await many(audit, 500);
    expect((await audit.list()).map(({ path }) => path)).toEqual(
      Array.from({ length: 500 }, (_, n) => `p/${n}`),
    );
    expect(backend.revision()).toBeLessThan(5);
    expect((await backend.verify()).damaged).toEqual([]);
  });

  it('is narrowed by who, what, when and how it ended', async () => {
    const audit = new Audit(await openDisk(disk, clock), clock.now);
    const write: Act = { ...read, action: 'secret.put' };
    await audit.append({ ...read, time: 10 });
    await audit.append({ ...write, time: 20, outcome: 'denied' });
    await audit.append({ ...read, time: 30, client: 'owner' });
    await audit.append({ ...read, time: 40, outcome: 'not-found' });
    const times = async (query: Parameters<Audit['list']>[0]) =>
      (await audit.list(query)).map(({ time }) => time);
    expect(await times({ client: 'owner' })).toEqual([30]);
    expect(await times({ since: 20, outcome: 'done' })).toEqual([30]);
    expect(await times({ outcome: 'refused' })).toEqual([20, 40]);
    expect(await times({ actions: ['secret.get'] })).toEqual([10, 30, 40]);
    expect(await times({ actions: ['secret.put', 'unlock'], outcome: 'done' })).toEqual([]);
  });

  it('answers nobody before the entry is durable, and refuses as the store does', async () => {
    const backend = await openDisk(disk, clock);
    const audit = new Audit(backend, clock.now);
    const write = backend.write.bind(backend);
    backend.write = () => fail({ code: 'no-space' });
    const refused = await Promise.allSettled([audit.append(read), audit.append(read)]);
    expect(refused.map((one) => one.status === 'rejected' && failureOf(one.reason)?.code)).toEqual([
      'no-space',
      'no-space',
    ]);
    backend.write = write;
    await audit.append(read);
    const [entry, ...others] = await (await openDisk(disk, clock)).readAudit();
    expect([entry?.path, others]).toEqual(['prod/db', []]);
  });

  it('is found by time, client and index, the newest of them first to count', async () => {
    const audit = new Audit(await openDisk(disk, clock), clock.now);
    await many(audit, 450);
    clock.advance(1_000);
    await audit.append({ ...read, client: 'owner', action: 'unlock' });
    await audit.append(read);
    expect(await audit.list({ since: clock.now() })).toHaveLength(2);
    expect(await audit.list({ client: 'owner' })).toMatchObject([{ action: 'unlock', index: 451 }]);
    expect((await audit.list({ before: 201, limit: 3 })).map(({ index }) => index)).toEqual([198, 199, 200]);
  });

  it.each([1, 199, 200, 201, 350, 1_000])(
    'is cut to %i entries, says so, and is still whole',
    async (entries) => {
      const backend = await openDisk(disk, clock);
      const audit = new Audit(backend, clock.now, { entries, days: 365 });
      for (let at = 0; at < 3_000; at += 150) await many(audit, 150, at);
      const found = await audit.list();
      expect(found.length).toBeLessThanOrEqual(entries + 1_001);
      expect(found.some(({ action }) => action === 'audit.cut')).toBe(true);
      expect(found.at(-1)?.path).toBe('p/2999');
      expect(found.map(({ index }) => index)).toEqual(found.map((_, n) => (found[0]?.index ?? 0) + n));
      const fresh = await openDisk(disk, clock);
      expect(await fresh.readAudit()).toEqual(found);
      expect((await fresh.verify()).damaged).toEqual([]);
    },
  );

  it('is cut by age once a day', async () => {
    const backend = await openDisk(disk, clock);
    const audit = new Audit(backend, clock.now, { entries: 10_000, days: 7 });
    await many(audit, 250);
    clock.advance(5 * day);
    await many(audit, 10, 250);
    clock.advance(3 * day);
    await audit.append(read);
    const paths = (await audit.list()).map(({ path, action }) => path ?? action);
    expect(paths).toEqual([...Array.from({ length: 10 }, (_, n) => `p/${250 + n}`), 'prod/db', 'audit.cut']);
    expect((await backend.verify()).damaged).toEqual([]);
    clock.advance(30 * day);
    await audit.append(read);
    expect((await audit.list()).map(({ action }) => action)).toEqual(['secret.get', 'audit.cut']);
    expect(await (await openDisk(disk, clock)).readAudit()).toHaveLength(2);
  });

  it('is bounded whatever writes its entries', async () => {
    const backend = await openDisk(disk, clock);
    const audit = new Audit(backend, clock.now, { entries: 10, days: 7 });
    for (let at = 0; at < 1_200; at += 100)
      await backend.write(
        [],
        Array.from({ length: 100 }, (_, n) => audit.entry({ ...read, path: `p/${at + n}` })),
      );
    const found = await audit.list();
    expect(found.length).toBeLessThanOrEqual(1_011);
    expect(found.at(-1)?.path).toBe('p/1199');
    clock.advance(8 * day);
    await backend.write([], [audit.own('client.register', 'build')]);
    expect((await audit.list()).map(({ action }) => action)).toEqual(['client.register', 'audit.cut']);
  });

  it('keeps what was done, however much was refused', async () => {
    const backend = await openDisk(disk, clock);
    const audit = new Audit(backend, clock.now, { entries: 10, days: 365 });
    await many(audit, 5);
    const refused = Array.from({ length: 3_000 }, () => audit.append({ ...read, outcome: 'denied' }));
    await Promise.all(refused);
    await many(audit, 5, 5);
    const done = (await audit.list()).filter(({ outcome }) => outcome === 'done');
    expect(done.map(({ path }) => path)).toEqual(Array.from({ length: 10 }, (_, n) => `p/${n}`));
    await many(audit, 1_001, 10);
    const left = await audit.list();
    // The refusals went with what is older than the ten that are kept.
    expect(left.map(({ path, action }) => path ?? action)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `p/${n + 1_001}`),
      'audit.cut',
    ]);
    expect((await backend.verify()).damaged).toEqual([]);
  });
});
