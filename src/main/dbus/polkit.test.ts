import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { Bus } from './bus.ts';
import type { Message } from './message.ts';
import { PolkitQuestion, unlockAction } from './polkit.ts';
import { Daemon } from './testing/daemon.ts';
import { StandIn } from './testing/stand-in.ts';
import type { Typed } from './wire.ts';

const name = 'org.freedesktop.PolicyKit1';
const never = new AbortController().signal;

let bus: Daemon;
let polkit: StandIn | undefined;
beforeEach(async () => {
  bus = new Daemon();
  await bus.start();
});
afterEach(async () => {
  polkit?.close();
  await bus.end();
});

const verdict = (
  isAllowed: boolean,
  asks: boolean,
  details: Readonly<Record<string, string>> = {},
): Typed => ['(bba{ss})', [isAllowed, asks, details]];
const mayAsk = ({ body }: Message) => body[3] === 1;

/** polkit, which answers as is said here; what cannot be answered is an error of its own. */
async function answering(answer: (call: Message) => Typed | undefined) {
  polkit = await StandIn.own(bus.socket, name, answer);
  return new PolkitQuestion({ DBUS_SYSTEM_BUS_ADDRESS: bus.address });
}
const refusal = (work: Promise<void>) =>
  work.then(
    () => 'confirmed',
    (error: unknown) => {
      const failure = failureOf(error);
      return failure?.code === 'quick-unlock' ? failure.reason : failure?.code;
    },
  );

test('the person confirms: polkit was first asked without a question, then with one, about us', async () => {
  const question = await answering((call) => verdict(mayAsk(call), !mayAsk(call)));
  expect(await question.fault()).toBeUndefined();
  expect(await refusal(question.ask(never))).toBe('confirmed');
  const [, first, second] = polkit?.called ?? [];
  const us = ['system-bus-name', { name: expect.stringMatching(/^:\d+\.\d+$/) }];
  expect(first).toEqual(['CheckAuthorization', us, unlockAction, {}, 0, '']);
  expect(second).toEqual(['CheckAuthorization', us, unlockAction, {}, 1, 'holdfast-1']);
});

test.each([
  ['not-confirmed', 'the question was closed', verdict(false, true, { 'polkit.dismissed': 'true' })],
  ['not-confirmed', 'the password was wrong', verdict(false, false)],
  ['no-agent', 'nobody asks in this session', verdict(false, true)],
] as const)('%s: %s', async (reason, _, answer) => {
  const question = await answering((call) => (mayAsk(call) ? answer : verdict(false, true)));
  expect(await refusal(question.ask(never))).toBe(reason);
});

test.each([
  ['asks-nothing', 'the account is let through', verdict(true, false)],
  ['no-question', 'the session may not', verdict(false, false)],
  ['no-policy', 'no file says what the action is', undefined],
] as const)('%s: %s; nothing is opened by it', async (reason, _, answer) => {
  const question = await answering((call) => (mayAsk(call) ? verdict(true, false) : answer));
  expect(await question.fault()).toBe(reason);
  expect(await refusal(question.ask(never))).toBe(reason);
  expect(polkit?.called.every(([, , , , flags]) => flags === 0)).toBe(true);
});

test.each([
  ['nobody owns the name', () => ({ DBUS_SYSTEM_BUS_ADDRESS: bus.address })],
  ['nobody listens', () => ({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })],
  ['an address of another kind', () => ({ DBUS_SYSTEM_BUS_ADDRESS: 'tcp:host=localhost,port=1' })],
])('no-question: %s', async (_, env) => {
  const question = new PolkitQuestion(env());
  expect(await question.fault()).toBe('no-question');
  expect(await refusal(question.ask(never))).toBe('no-question');
});

test('no-question: something has the name, and never answers', async () => {
  const ignore = () => undefined;
  const silent = await Bus.connect(bus.socket, ignore, ignore);
  const driver = { destination: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' };
  await silent.call({ ...driver, member: 'RequestName', args: [name, 4] });
  const question = new PolkitQuestion({ DBUS_SYSTEM_BUS_ADDRESS: bus.address }, 50);
  expect(await question.fault()).toBe('no-question');
  expect(await refusal(question.ask(never))).toBe('no-question');
  silent.close();
});

test('who calls it off is not asked any longer', async () => {
  const off = new AbortController();
  const question = await answering((call) => {
    if (call.member === 'CancelCheckAuthorization') return ['', ''];
    if (!mayAsk(call)) return verdict(false, true);
    off.abort();
    return undefined;
  });
  expect(await refusal(question.ask(off.signal))).toBe('cancelled');
  await expect.poll(() => polkit?.called.at(-1)).toEqual(['CancelCheckAuthorization', 'holdfast-1']);
});

test('the file for polkit describes this action, asked of the person at the screen, each time', () => {
  const file = new URL('../../../packaging/org.holdfast.Holdfast.policy', import.meta.url);
  const text = readFileSync(file, 'utf8');
  expect(text.match(/<action id="([^"]+)">/g)).toEqual([`<action id="${unlockAction}">`]);
  const allowed = Object.fromEntries(
    [...text.matchAll(/<(allow_\w+)>(\w+)<\/\1>/g)].map(([, who, what]) => [who, what]),
  );
  expect(allowed).toEqual({ allow_any: 'no', allow_inactive: 'no', allow_active: 'auth_self' });
  for (const element of ['description', 'message'])
    expect(text.match(new RegExp(`<${element}(?: xml:lang="de")?>[^<]+</${element}>`, 'g'))).toHaveLength(2);
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE policyconfig /);
});
