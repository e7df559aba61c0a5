import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import type { Session } from '../app/session.ts';
import { sessionForTest } from '../app/testing/session.ts';
import { refusal } from '../backend/testing/harness.ts';
import { uncoverFields } from './covered.ts';
import { otpHandlers } from './handlers/otp.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const bytes = new Uint8Array([1]);
let session: Session;
let texts: string[] = [];
/** What the camera and its process were told. */
let turned: (boolean | 'rest')[] = [];
let clipboard: { picture?: Uint8Array; text?: string } = {};
beforeEach(async () => {
  turned = [];
  session = sessionForTest({ store: 'memory' });
  await session.create(fileAt('/v.holdfast'), 'copper-meadow-lantern-fjord');
});
afterEach(() => session.leave());
const handlers = () =>
  otpHandlers({
    session,
    reader: async () => ({
      picture: async () => texts,
      frame: async () => texts,
      rest: () => turned.push('rest'),
    }),
    camera: (on) => turned.push(on),
    clipboard: async () => clipboard,
  });
const behind = (token: string) => uncoverFields(session.vault, [{ name: 'x', value: token }])[0]?.value;

/** One picture of an export of Google Authenticator, as Protocol Buffers write it. */
function picture(account: string, at: number, of: number): string {
  const text = (field: number, value: string) => [field * 8 + 2, value.length, ...Buffer.from(value)];
  const inside = [...text(1, '12345678901234567890'), ...text(2, account), 48, 2];
  const message = [10, inside.length, ...inside, 24, of, 32, at, 40, 7];
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(message).toString('base64'))}`;
}

test('a picture gives a token for what main read, and never what it stands for', async () => {
  texts = ['https://example.org', `otpauth://totp/ACME:jo?secret=${seed}`];
  const found = await handlers().fromPicture({ bytes });
  expect(found).toMatchObject({ codes: [{ kind: 'totp', issuer: 'ACME', account: 'jo' }], have: 1, of: 1 });
  expect(JSON.stringify(found)).not.toContain(seed);
  expect(behind(found.codes[0]?.token ?? '')).toContain(`secret=${seed}`);
});

test('the clipboard gives its picture, or else its text, also as a set-up key alone', async () => {
  texts = [`otpauth://totp/pictured?secret=${seed}`];
  clipboard = { picture: bytes, text: seed };
  expect(await handlers().fromClipboard()).toMatchObject({ codes: [{ account: 'pictured' }] });
  clipboard = { text: ` ${seed.toLowerCase()} ` };
  expect((await handlers().fromClipboard()).codes).toHaveLength(1);
  clipboard = {};
  expect(await refusal(async () => handlers().fromClipboard())).toMatchObject({
    what: 'otp',
    reason: 'empty',
  });
});

test('an export of several pictures comes together in any order; another begins anew', async () => {
  const one = handlers();
  texts = [picture('second', 1, 2)];
  expect(await one.fromPicture({ bytes })).toMatchObject({ have: 1, of: 2, codes: [{ account: 'second' }] });
  expect(await one.fromPicture({ bytes })).toMatchObject({ have: 1, of: 2 });
  texts = [picture('first', 0, 2)];
  const both = await one.fromPicture({ bytes });
  expect(both).toMatchObject({ have: 2, of: 2 });
  expect(both.codes.map(({ account }) => account).sort()).toEqual(['first', 'second']);
  texts = [picture('other', 0, 3)];
  expect(await one.fromPicture({ bytes })).toMatchObject({ have: 1, of: 3, codes: [{ account: 'other' }] });
});

test('says why a picture gave nothing', async () => {
  const give = (size: number) => refusal(async () => handlers().fromPicture({ bytes: new Uint8Array(size) }));
  expect(await give(0)).toMatchObject({ reason: 'empty' });
  texts = [];
  expect(await give(1)).toMatchObject({ reason: 'no-code' });
  texts = ['https://example.org'];
  expect(await give(1)).toMatchObject({ reason: 'other-code' });
  texts = ['otpauth://totp/x?secret=1'];
  expect(await give(1)).toMatchObject({ what: 'otp', reason: 'not-base32' });
  texts = ['otpauth-migration://offline?data=AAAA'];
  expect(await give(1)).toMatchObject({ what: 'otp', reason: 'export-damaged' });
});

test('a code before the camera is taken once, until the camera is on again or another one comes', async () => {
  const one = handlers();
  const frame = { width: 2, height: 1, grey: new Uint8Array(2) };
  await one.camera({ on: true });
  texts = [];
  expect(await one.fromFrame(frame)).toEqual({});
  texts = [picture('first', 0, 2)];
  expect(await one.fromFrame(frame)).toMatchObject({ found: { have: 1, of: 2 } });
  expect(await one.fromFrame(frame)).toEqual({});
  texts = [picture('second', 1, 2)];
  expect((await one.fromFrame(frame)).found?.codes).toHaveLength(2);
  texts = ['https://example.org'];
  const seen = () => refusal(async () => one.fromFrame(frame));
  expect(await seen()).toMatchObject({ code: 'picture-refused', reason: 'other-code' });
  expect(await one.fromFrame(frame)).toEqual({});
  const short = { ...frame, width: 3 };
  expect(await refusal(async () => one.fromFrame(short))).toMatchObject({ reason: 'damaged' });
  await one.camera({ on: false });
  expect(turned).toEqual([true, 'rest', false]);
  texts = [`otpauth://totp/again?secret=${seed}`];
  await one.camera({ on: true });
  expect((await one.fromFrame(frame)).found).toMatchObject({ codes: [{ account: 'again' }] });
});

test('the camera does not go on where no vault is open', async () => {
  await session.lock('asked');
  expect(await refusal(async () => handlers().camera({ on: true }))).toMatchObject({ code: 'locked' });
  expect(turned).toEqual([]);
});

test('several addresses of one text are read, one account that comes twice once', async () => {
  const lines = ['a', 'b', 'a'].map((name) => `otpauth://totp/${name}?secret=${seed}`);
  const { codes } = await handlers().fromText({ text: `${lines.join('\r\n')}\n` });
  expect(codes.map(({ account }) => account)).toEqual(['a', 'b']);
});

test('accounts are stored by their tokens alone, all or none', async () => {
  const { codes } = await handlers().fromText({ text: picture('jo', 0, 1) });
  const tokens = codes.map(({ token }) => token);
  const lost = [...tokens, `covered:${'0'.repeat(32)}`];
  const store = (given: string[]) => handlers().store({ tokens: given, folder: 'web' });
  expect(await refusal(async () => store(lost))).toMatchObject({ what: 'otp', reason: 'forgotten' });
  expect(await session.vault.secrets.list('')).toEqual([]);
  expect(await store(tokens)).toMatchObject({ created: 1, there: 0, failed: 0 });
  expect(await store(tokens)).toMatchObject({ created: 0, there: 1, undo: 0 });
  expect((await session.vault.secrets.list('')).map(({ path }) => path)).toEqual(['web/jo']);
});
