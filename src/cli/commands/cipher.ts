import { isClientName } from '../../main/clients/places.ts';
import { openStream, sealStream } from '../../main/crypto/stream.ts';
import { wipe } from '../../main/crypto/wipe.ts';
import { longestHeader, parseCipherHeader } from '../../main/vault/cipher.ts';
import { type Call, command } from '../command.ts';
import { bytesFrom, bytesTo } from '../long-files.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

const options = {
  in: { value: 'FILE' },
  out: {
    value: 'FILE',
  },
} as const;

export const encrypt = command({
  name: 'cipher encrypt',
  args: 'NAME',
  count: [1, 1],
  options,
  run: async (call) => {
    const [name = ''] = call.args;
    if (!isClientName(name)) misuse((say) => say.name);
    refuseTerminal(call);
    const { header, fileKey } = await reachVault(call, ({ cipher }) => cipher.newKey(name));
    const source = await bytesFrom(call.options.in, call.io);
    await bytesTo(call.options.out, call.io, prefixed(header, sealStream(fileKey, source)));
    wipe(fileKey);
    return undefined;
  },
});

export const decrypt = command({
  name: 'cipher decrypt',
  args: '',
  count: [0, 0],
  options,
  run: async (call) => {
    refuseTerminal(call);
    const source = (await bytesFrom(call.options.in, call.io))[Symbol.asyncIterator]();
    const { header, rest } = await headerOf(source);
    const fileKeys = await reachVault(call, ({ cipher }) => cipher.keys(header));
    await bytesTo(call.options.out, call.io, openStream(fileKeys, rest));
    wipe(...fileKeys);
    return undefined;
  },
});

// Bytes that no terminal can show, and a person who forgot to name a file.
function refuseTerminal({ options: { out }, io }: Call<typeof options>): void {
  if (out === undefined && io.stdout.isTTY) misuse((say) => say.toTerminal);
}

async function headerOf(source: AsyncIterator<Uint8Array>) {
  let start: Uint8Array = new Uint8Array();
  while (start.length < longestHeader) {
    const next = await source.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  const header = parseCipherHeader(start);
  const left = start.subarray(header.bytes.length);
  return { header, rest: prefixed(left, { [Symbol.asyncIterator]: () => source }) };
}

async function* prefixed(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}
