import { randomName } from '../names.ts';
import type { Verdict } from '../store.ts';
import { type Answer, errorCode, Lost, refusalOf, unreached } from './answer.ts';
import { orLost, type Prefix } from './prefix.ts';

/** Services that refuse what is signed for another time allow for a quarter of an hour. */
const longAgo = 20 * 60 * 1000;

/**
 * Tries what a service does with create-if-absent, in sequence and as a race of eight or more, with
 * reading back, listing and deleting. What was put there is taken away again. Fails where the
 * service is not reached or refuses a call.
 */
export async function probe(prefix: Prefix): Promise<Verdict> {
  const folder = `probe/${randomName()}/`;
  try {
    const why =
      (await inSequence(prefix, folder)) ?? (await asRace(prefix, folder)) ?? (await kept(prefix, folder));
    if (why !== undefined) return isKept(why) ? { way: 'heads', why } : { way: 'none', why };
    return { way: 'one-line', ...(prefix.signs && { refusesLate: await refusesLate(prefix, folder) }) };
  } finally {
    await clear(prefix, folder).catch(() => {});
  }
}

type Heads = Extract<Verdict, { way: 'heads' }>['why'];
type Why = Extract<Verdict, { way: 'none' }>['why'];

// What is written under names that one device alone writes is kept all the same.
function isKept(why: Why): why is Heads {
  return why === 'ignored' || why === 'unsupported' || why === 'race';
}

async function inSequence(prefix: Prefix, folder: string): Promise<Why | undefined> {
  const name = `${folder}first`;
  const created = await create(prefix, name, 'one');
  if (created.status !== 200) return unsupported(created);
  const again = await create(prefix, name, 'two');
  if (again.status === 200) return 'ignored';
  if (!isTaken(again)) return unsupported(again);
  return (await text(prefix, name)) === 'one' ? undefined : 'unread';
}

async function asRace(prefix: Prefix, folder: string): Promise<Why | undefined> {
  const { rounds, doubted } = prefix.races;
  if (doubted) return 'race';
  for (let round = 1; round <= rounds; round++) {
    if (round > 1) await prefix.remove(`${folder}race`);
    const why = await oneRace(prefix, `${folder}race`);
    if (why !== undefined) return why;
  }
  return undefined;
}

async function oneRace(prefix: Prefix, name: string): Promise<Why | undefined> {
  const { writers } = prefix.races;
  const tried = Array.from({ length: writers }, (_, n) => create(prefix, name, `writer ${n}`));
  const answers = await Promise.all(tried);
  const winners = answers.flatMap(({ status }, n) => (status === 200 ? [`writer ${n}`] : []));
  const odd = answers.find((answer) => answer.status !== 200 && !isTaken(answer));
  if (odd !== undefined) return unsupported(odd);
  if (winners.length !== 1) return 'race';
  return (await text(prefix, name)) === winners[0] ? undefined : 'unread';
}

// Both are listed, and gone once they were deleted. Who may not delete is no such service's fault.
async function kept(prefix: Prefix, folder: string): Promise<Why | undefined> {
  const names = ['first', 'race'].map((name) => folder + name);
  const listed = (await prefix.list(folder)).objects.map(({ key }) => key);
  if (listed.join() !== names.join()) return 'unlisted';
  for (const name of names) await prefix.remove(name);
  const left = (await prefix.list(folder)).objects.filter(({ size }) => size > 0);
  if (left.length > 0 || (await text(prefix, `${folder}first`)) !== '') return 'undeleted';
  return undefined;
}

async function refusesLate(prefix: Prefix, folder: string): Promise<boolean> {
  const at = prefix.clock.now() - longAgo;
  const answer = await orLost(prefix.putOnce(`${folder}late`, Buffer.from('late'), { ifAbsent: true, at }));
  return !(answer instanceof Lost) && answer.status === 403 && errorCode(answer) === 'RequestTimeTooSkewed';
}

// A broken connection tells nothing of the service: then it is tried under this name until there is
// an answer.
async function create(prefix: Prefix, name: string, bytes: string): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await orLost(prefix.putOnce(name, Buffer.from(bytes), { ifAbsent: true }));
    if (!(answer instanceof Lost)) return answer;
    if (attempt === 3) throw unreached(answer);
  }
}

function isTaken({ status }: Answer): boolean {
  return status === 412 || status === 409;
}

function unsupported(answer: Answer): Why {
  if (answer.status === 501 || answer.status === 400) return 'unsupported';
  throw refusalOf(answer, { method: 'PUT', key: '' });
}

async function text(prefix: Prefix, name: string): Promise<string> {
  return (await prefix.get(name, 1024))?.bytes.toString('utf8') ?? '';
}

async function clear(prefix: Prefix, folder: string): Promise<void> {
  for await (const { objects } of prefix.listAll(folder))
    for (const { key, size } of objects) if (size > 0) await prefix.remove(key);
}
