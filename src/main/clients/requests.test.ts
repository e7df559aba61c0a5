import { beforeEach, describe, expect, it } from 'vitest';
import type { Asking } from '../../shared/client.ts';
import { failureOf } from '../../shared/failure.ts';
import { Decider } from '../policy/match.ts';
import { checkPolicy, compilePolicy } from '../policy/policy.ts';
import { draftPolicies, Requests } from './requests.ts';

const build: Asking = {
  name: 'build',
  spiffeId: 'spiffe://0a/client/build',
  program: '/usr/bin/node',
  chain: ['/bin/bash'],
  uid: 1000,
  wants: [
    { path: 'prod/db/*', permission: 'read' },
    { path: 'prod/db/*', permission: 'list' },
    { path: 'prod/api', permission: 'read' },
  ],
};
const allow = { answer: 'once', policies: [] } as const;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error) => failureOf(error)?.code,
  );

let told: string[][];
let requests: Requests;
let now: number;
beforeEach(() => {
  told = [];
  now = 7;
  requests = new Requests({ changed: (list) => told.push(list.map(({ name }) => name)), now: () => now });
});
const never = () => new AbortController().signal;

describe('programs that ask', () => {
  it('wait, are told of, and get the one answer that was given', async () => {
    const [first, second] = [requests.ask(build, never()), requests.ask(build, never())];
    const [request, ...others] = requests.list();
    expect([request?.asked, request?.name, others]).toEqual([7, 'build', []]);
    requests.answer(request?.id ?? '', allow);
    expect(await Promise.all([first, second])).toEqual([allow, allow]);
    expect(told).toEqual([['build'], []]);
    expect(() => requests.answer(request?.id ?? '', allow)).toThrow('not-found');
  });

  it('are another request when another program uses the name', () => {
    void requests.ask(build, never());
    void requests.ask({ ...build, program: '/tmp/rogue' }, never());
    expect(requests.list().map(({ program }) => program)).toEqual(['/usr/bin/node', '/tmp/rogue']);
  });

  it('are forgotten when they go away, and refused at lock', async () => {
    const gone = new AbortController();
    const [leaving, staying] = [requests.ask(build, gone.signal), requests.ask(build, never())];
    gone.abort();
    expect(await codeOf(leaving)).toBe('cancelled');
    expect(requests.list()).toHaveLength(1);
    requests.forget();
    expect(await codeOf(staying)).toBe('locked');
    expect(await codeOf(requests.ask(build, gone.signal))).toBe('cancelled');
    expect(requests.list()).toEqual([]);
  });

  it('are sixteen at most, with wishes within bounds', () => {
    for (let n = 0; n < 16; n++) void requests.ask({ ...build, spiffeId: `${build.spiffeId}${n}` }, never());
    expect(() => requests.ask(build, never())).toThrow('busy');
    const wants = Array.from({ length: 65 }, (_, n) => ({ path: `p/${n}`, permission: 'read' as const }));
    expect(() => requests.ask({ ...build, wants }, never())).toThrow('too-large');
  });

  const wish = (n: number): Asking => ({ ...build, wants: [{ path: `p/${n}`, permission: 'read' }] });
  const asker = (key: string, pid: number) => ({ key, pid });

  it.each([
    ['key', (n: number) => asker('k', n), asker('other', 3)],
    ['process', (n: number) => asker(`k${n}`, 7), asker('k9', 8)],
  ])('are two at most of one %s, and the third may come when one has gone', (_, of, another) => {
    const gone = new AbortController();
    const ended = codeOf(requests.ask(wish(1), gone.signal, of(1)));
    void requests.ask(wish(2), never(), of(2));
    expect(() => requests.ask(wish(3), never(), of(3))).toThrow('busy');
    void requests.ask(wish(2), never(), of(3));
    void requests.ask(wish(4), never(), another);
    expect(requests.list()).toHaveLength(3);
    gone.abort();
    void requests.ask(wish(3), never(), of(3));
    expect(requests.list()).toHaveLength(3);
    return expect(ended).resolves.toBe('cancelled');
  });

  it('of a system that tells no process are counted by their keys alone', () => {
    for (let n = 0; n < 4; n++) void requests.ask(wish(n), never(), asker(`k${n}`, 0));
    expect(requests.list()).toHaveLength(4);
  });

  const say = async (n: number, who: { key: string; pid: number }, answer: 'deny' | 'once') => {
    const asked = requests.ask(wish(n), never(), who);
    requests.answer(requests.list().at(-1)?.id ?? '', { answer, policies: [] });
    await asked;
  };

  it('are silent for a minute after the second no in a row, by key and by process', async () => {
    await say(1, asker('k', 1), 'deny');
    await say(2, asker('k', 1), 'once');
    await say(3, asker('k', 1), 'deny');
    await say(4, asker('k', 1), 'deny');
    expect(() => requests.ask(wish(5), never(), asker('k', 2))).toThrow('denied');
    expect(() => requests.ask(wish(5), never(), asker('other', 1))).toThrow('denied');
    await say(5, asker('other', 2), 'deny');
    now += 59_999;
    expect(() => requests.ask(wish(6), never(), asker('k', 1))).toThrow('denied');
    now += 1;
    await say(6, asker('k', 1), 'deny');
    expect(() => requests.ask(wish(7), never(), asker('k', 1))).toThrow('denied');
    requests.forget();
    void requests.ask(wish(7), never(), asker('k', 1));
    expect(requests.list()).toHaveLength(1);
  });

  it('that share a prompt hear one no, which counts as one', async () => {
    const both = [1, 2].map(() => requests.ask(wish(1), never(), asker('k', 1)));
    requests.answer(requests.list()[0]?.id ?? '', { answer: 'deny', policies: [] });
    await Promise.all(both);
    void requests.ask(wish(2), never(), asker('k', 1));
    expect(requests.list()).toHaveLength(1);
  });

  it('have policies drafted that grant what was asked and no more', async () => {
    const drafts = await Promise.all(draftPolicies(build).map(checkPolicy));
    expect(drafts.map(({ name, permissions }) => [name, permissions])).toEqual([
      ['build: prod/db/*', ['read', 'list']],
      ['build: prod/api', ['read']],
    ]);
    const decider = new Decider(await Promise.all(drafts.map(compilePolicy)));
    const may = (path: string) =>
      decider.decide({ spiffeId: build.spiffeId, path, permission: 'read' }).allowed;
    // The star was asked for as a name, not as a pattern.
    expect([may('prod/db/*'), may('prod/db/orders'), may('prod/api')]).toEqual([true, false, true]);
  });
});
