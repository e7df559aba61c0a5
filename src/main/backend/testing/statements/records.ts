import { expect, it } from 'vitest';
import type { AuditRecord, Policy } from '../../changes.ts';
import { type Harness, refusal } from '../harness.ts';
import { appendAudit, deleteClient, deletePolicy, storeClient, storePolicy, storeSetting } from '../write.ts';

const policy = (name: string, pathPattern = '^prod/.*$'): Policy => ({
  name,
  spiffeIdPattern: '^spiffe://example\\.org/app/[^/]+$',
  pathPattern,
  permissions: ['read', 'list'],
});

/** Statements 18 to 20: policies, clients, settings, audit. */
export function recordStatements(harness: () => Harness): void {
  const backend = () => harness().backend;

  it('18: a policy stored again replaces the old one and keeps createdAt', async () => {
    const start = harness().clock.now();
    await storePolicy(backend(), policy('web'));
    harness().clock.advance(1_000);
    await storePolicy(backend(), policy('web', '^other$'));
    await harness().reopen();
    const expected = { ...policy('web', '^other$'), createdAt: start, updatedAt: start + 1_000 };
    expect(await backend().loadPolicy('web')).toEqual(expected);
    expect(await backend().loadAllPolicies()).toEqual([expected]);
    await deletePolicy(backend(), 'web');
    expect(await backend().loadPolicy('web')).toBeUndefined();
    expect(await refusal(deletePolicy(backend(), 'web'))).toEqual({
      code: 'not-found',
      what: 'policy',
      name: 'web',
    });
  });

  it('18: clients likewise; a setting is set, replaced and unset', async () => {
    const start = harness().clock.now();
    const client = { name: 'ci', spiffeId: 'spiffe://example.org/ci', key: 'AAAA' };
    await storeClient(backend(), client);
    harness().clock.advance(1_000);
    await storeClient(backend(), { ...client, key: 'BBBB' });
    await storeSetting(backend(), 'theme', 'dark');
    await storeSetting(backend(), '__proto__', 'x');
    await harness().reopen();
    const expected = { ...client, key: 'BBBB', createdAt: start, updatedAt: start + 1_000 };
    expect(await backend().loadClient('ci')).toEqual(expected);
    expect(await backend().loadAllClients()).toEqual([expected]);
    await deleteClient(backend(), 'ci');
    expect(await backend().loadClient('ci')).toBeUndefined();
    expect(await refusal(deleteClient(backend(), 'ci'))).toEqual({
      code: 'not-found',
      what: 'client',
      name: 'ci',
    });
    expect(await backend().loadSetting('theme')).toBe('dark');
    expect(await backend().loadSetting('__proto__')).toBe('x');
    expect(await backend().loadSetting('toString')).toBeUndefined();
    await storeSetting(backend(), 'theme', undefined);
    await harness().reopen();
    expect(await backend().loadSetting('theme')).toBeUndefined();
  });

  it('18: a setting of several words takes up those it lacks; settings are listed by how they begin', async () => {
    const join = (value: string) => backend().write([{ op: 'setting', name: 'keys/a', value, join: true }]);
    await join('one two');
    await join('three one');
    await storeSetting(backend(), 'key', 'x');
    await storeSetting(backend(), 'keys/__proto__', 'y');
    await harness().reopen();
    expect(await backend().loadSetting('keys/a')).toBe('one two three');
    expect(await backend().listSettings('keys/')).toEqual(['keys/__proto__', 'keys/a']);
    expect(await backend().listSettings('none')).toEqual([]);
  });

  it('19: names and patterns come back exactly, and all of them after reopening', async () => {
    const names = ['__proto__', 'constructor', 'a b', 'é', 'e\u0301', '"\\\n', '😀'];
    for (const name of names) await storePolicy(backend(), policy(name, `^${name}\\/\\p{L}"'$`));
    const before = await backend().loadAllPolicies();
    expect(new Set(before.map((found) => found.name))).toEqual(new Set(names));
    await harness().reopen();
    expect(await backend().loadAllPolicies()).toEqual(before);
    for (const name of names)
      expect(await backend().loadPolicy(name)).toMatchObject(policy(name, `^${name}\\/\\p{L}"'$`));
    expect(await backend().loadPolicy('toString')).toBeUndefined();
  });

  it('18: settings that change with the key slots are there with them', async () => {
    await storeSetting(backend(), 'theme', 'dark');
    const slots = [{ id: '0'.repeat(32), kind: 'test' }];
    await backend().storeKeySlots(slots, undefined, {
      from: backend().keySlots(),
      settings: [['set', 'one']],
      settingsAfter: (stored) => [['was', [...stored.entries()].join()]],
    });
    await harness().reopen();
    expect(backend().keySlots()).toEqual(slots);
    const found = ['theme', 'set', 'was'].map((name) => backend().loadSetting(name));
    expect(await Promise.all(found)).toEqual(['dark', 'one', 'theme,dark']);
  });

  it('20: audit entries come back in order, each with a hash of its own', async () => {
    const record = (n: number): AuditRecord => ({
      time: n,
      client: 'cli',
      action: 'read',
      path: `p/${n}`,
      outcome: 'done',
    });
    for (let n = 0; n < 5; n++) await appendAudit(backend(), record(n));
    await backend().write(
      [],
      [5, 6, 7].map((n) => ({ op: 'audit', entry: record(n) })),
    );
    await harness().reopen();
    const entries = await backend().readAudit();
    expect(entries).toMatchObject(Array.from({ length: 8 }, (_, n) => record(n)));
    const indices = entries.map((entry) => entry.index);
    expect(indices).toEqual(indices.map((_, n) => (indices[0] ?? 0) + n));
    expect(new Set(entries.map((entry) => entry.hash)).size).toBe(8);
    for (const entry of entries) expect(entry.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await backend().readAudit({ limit: 3 })).length).toBe(3);
  });

  it('20: equal records have different hashes, for each is chained to the one before', async () => {
    const record: AuditRecord = { time: 1, client: 'cli', action: 'read', outcome: 'done' };
    await appendAudit(backend(), record);
    await appendAudit(backend(), record);
    const [first, second] = await backend().readAudit();
    expect(first?.hash).not.toBe(second?.hash);
  });
}
