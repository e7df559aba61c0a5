/** Numbers that look random and are the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

type Change = (bytes: Buffer, random: (below: number) => number, other: Uint8Array) => Buffer;

const marks = ['{', '}', '[', ']', '"', ',', ':', '<', '>', '&', ';', '\n', '\r', '\t', '\0', '\\', '=', '%'];
const numbers = ['-1', '0', '1e309', '99999999999999999999', '4294967295', '2147483648', 'null', '""', '[]'];

function spliced(bytes: Buffer, from: number, to: number, middle: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
}

const changes: readonly Change[] = [
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => spliced(bytes, random(bytes.length), bytes.length, Buffer.alloc(0)),
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    changed[random(bytes.length)] = random(256);
    return changed;
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random(bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random(8));
    return changed;
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at + random(40), Buffer.alloc(0));
  },
  (bytes, random) => {
    const [at, length] = [random(bytes.length), random(60)];
    const piece = bytes.subarray(at, at + length);
    return spliced(bytes, at, at, Buffer.concat(Array.from({ length: 1 + random(400) }, () => piece)));
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at + random(2), Buffer.from(marks[random(marks.length)] ?? ''));
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at, Buffer.from((marks[random(marks.length)] ?? '').repeat(random(20_000))));
  },
  // One of its numbers, for another.
  (bytes, random) => {
    const found = [...bytes.toString('latin1').matchAll(/\d+/g)];
    const one = found[random(found.length)];
    if (one === undefined) return bytes;
    return spliced(
      bytes,
      one.index,
      one.index + one[0].length,
      Buffer.from(numbers[random(numbers.length)] ?? ''),
    );
  },
  (bytes, random, other) => {
    const [at, from] = [random(bytes.length), random(other.length)];
    return spliced(bytes, at, at + random(200), other.subarray(from, from + random(400)));
  },
  // A whole length or offset of a binary form.
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (changed.length >= 4)
      changed.writeUInt32LE(
        [0, 1, 0xffffffff, 0x7fffffff, random(2 ** 16)][random(5)] ?? 0,
        random(changed.length - 3),
      );
    return changed;
  },
];

/** The bytes with one to four changes of any kind; `other`: another file, of which a part may come in. */
export function mutated(bytes: Uint8Array, random: (below: number) => number, other: Uint8Array): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let left = 1 + random(4); left > 0; left--)
    changed = Buffer.from(changes[random(changes.length)]?.(changed, random, other) ?? changed);
  return new Uint8Array(changed);
}
