import { isClientName } from '../../main/clients/places.ts';
import { openStream, sealStream } from '../../main/crypto/stream.ts';
import { wipe } from '../../main/crypto/wipe.ts';
import { longestHeader, parseCipherHeader } from '../../main/vault/cipher.ts';
import { type Call, command } from '../command.ts';
import { bytesFrom, bytesTo } from '../long-files.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

const options = {
  in: { value: 'FILE', help: 'what to read; otherwise standard input' },
  out: {
    value: 'FILE',
    help: 'what to write, whole or not at all, for you alone; otherwise standard output',
  },
} as const;

export const encrypt = command({
  name: 'cipher encrypt',
  args: 'NAME',
  count: [1, 1],
  about:
    'Encrypts a file of any size with AES-256-GCM under the key NAME, which the vault makes when it is first used and\n' +
    'never gives away. A client needs write at holdfast/system/cipher/NAME. docs/api.md tells the format.',
  options,
  examples: [
    'holdfast cipher encrypt backups < dump.sql > dump.sql.hc',
    'tar c photos | holdfast cipher encrypt photos --out photos.tar.hc',
  ],
  run: async (call) => {
    const [name = ''] = call.args;
    if (!isClientName(name)) misuse('NAME is 1 to 64 of the characters A-Z a-z 0-9 . _ -, no dot first.');
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
  about:
    'Decrypts what "holdfast cipher encrypt" made; the file itself names its key. A client needs read there. Exit 8 when\n' +
    'the file was changed or cut off: --out then writes nothing, standard output has had what came before.',
  options,
  examples: ['holdfast cipher decrypt --in dump.sql.hc --out dump.sql'],
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
  if (out === undefined && io.stdout.isTTY)
    misuse('This would write to the terminal: name a file with --out FILE, or use > FILE.');
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
