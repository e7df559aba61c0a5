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
beforeEach(() => {
  told = [];
  requests = new Requests({ changed: (list) => told.push(list.map(({ name }) => name)), now: () => 7 });
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
