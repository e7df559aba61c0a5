import { unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { kdbxField, kdbxFile } from '../export/kdbx/container.ts';
import { contentIn } from './content.ts';
import { detectContent } from './detect.ts';
import { type Format, formats } from './entry.ts';
import { readers } from './readers.ts';
import { mutated, numbersFrom } from './testing/mutations.ts';
import { type Sample, samples } from './testing/samples.ts';
import { isZip } from './zip.ts';

// Whatever a file holds, its reader gives items or a refusal, soon and in bounded memory. A seed
// that is told gives the same file again: HOLDFAST_SEED=N.
const isLong = process.env['HOLDFAST_LONG'] === '1';
const count = Number(process.env['HOLDFAST_FUZZ'] ?? (isLong ? 100_000 : 400));
const first = Number(process.env['HOLDFAST_SEED'] ?? (isLong ? 1 : Date.now() % 2 ** 31));
/** Of processor time: others may have the machine, too. */
const limits = { milliseconds: 5_000, megabytes: 1_500 };

type File = Pick<Sample, 'name' | 'bytes' | 'password'>;
type Made = File & { readonly format: Format };

/** Mostly those that cost little: deriving a key takes longer than all the rest. */
const [cheap, locked] = [false, true].map((isLocked) =>
  samples.filter(({ password }) => (password !== undefined) === isLocked),
) as [Sample[], Sample[]];
const keepassXml = cheap.find(({ format }) => format === 'keepass-xml') as Sample;

async function kdbxAround(xml: Uint8Array, password: string): Promise<Uint8Array> {
  const inner = async function* () {
    yield kdbxField(1, Buffer.from('03000000', 'hex'));
    yield kdbxField(2, Buffer.alloc(64, 7));
    yield kdbxField(0);
    yield xml;
  };
  const parts: Uint8Array[] = [];
  for await (const part of kdbxFile(inner(), password, { memoryKiB: 8, passes: 1, lanes: 1 }))
    parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

let whole: Uint8Array;
beforeAll(async () => {
  whole = await kdbxAround(keepassXml.bytes, 'p');
});

/** What lies in a ZIP changes, and its lists stay true. */
function mutatedInside(bytes: Uint8Array, random: (below: number) => number, other: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(bytes));
  const at = random(files.length);
  return zipSync(
    Object.fromEntries(files.map(([path, one], n) => [path, n === at ? mutated(one, random, other) : one])),
    { level: 0 },
  );
}

async function made(seed: number): Promise<Made> {
  const random = numbersFrom(seed);
  const pick = (all: readonly Sample[]) => all[random(all.length)] as Sample;
  const other = pick(cheap).bytes;
  const kind = random(200);
  if (kind < 20) {
    const xml = mutated(keepassXml.bytes, random, other);
    return { format: 'kdbx', name: 'x.kdbx', bytes: await kdbxAround(xml, 'p'), password: 'p' };
  }
  if (kind < 26)
    return { format: 'kdbx', name: 'x.kdbx', bytes: mutated(whole, random, other), password: 'p' };
  const sample = kind === 26 ? pick(locked) : pick(cheap);
  const { name, format, password } = sample;
  const isPacked = isZip(sample.bytes) && random(4) > 0;
  const bytes = (isPacked ? mutatedInside : mutated)(sample.bytes, random, other);
  // Now and then the reader of another format has to do with it.
  const reader = random(12) === 0 ? (formats[random(formats.length)] as Format) : format;
  return {
    format: reader === 'kdbx' || reader === 'kdb' ? format : reader,
    name,
    bytes,
    ...(password && { password }),
  };
}

async function ending({ format, ...source }: Made): Promise<string> {
  try {
    await detectContent(contentIn(source.bytes), source.name).catch((error: unknown) => {
      if (failureOf(error) === undefined) throw error;
    });
    for (const item of (await readers[format].read(source)).items) if (item.kind === 'note') continue;
    return 'read';
  } catch (error) {
    // The process that reads tells any other error as a malformed file (`orMalformed`).
    return failureOf(error)?.code ?? (error instanceof Error ? 'import-refused' : 'thrown');
  }
}

test('no changed file crashes a reader, hangs it or fills the memory', { timeout: 36_000_000 }, async () => {
  const worst = { milliseconds: 0, seed: 0 };
  const endings = new Map<string, number>();
  for (let seed = first; seed < first + count; seed++) {
    const file = await made(seed);
    const start = process.cpuUsage();
    const end = await ending(file);
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1_000;
    if (milliseconds > worst.milliseconds) Object.assign(worst, { milliseconds, seed });
    endings.set(end, (endings.get(end) ?? 0) + 1);
    const told = { seed, format: file.format };
    expect({ ...told, end }).toEqual({ ...told, end: expect.stringMatching(/^(read|import-refused)$/) });
    expect({ ...told, milliseconds: Math.floor(milliseconds / limits.milliseconds) }).toEqual({
      ...told,
      milliseconds: 0,
    });
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.info(
    `fuzz: ${count} files from seed ${first}`,
    Object.fromEntries(endings),
    worst,
    `${Math.round(megabytes)} MB at most`,
  );
  expect(megabytes).toBeLessThan(limits.megabytes);
});
