import type { Gathering, State } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RecoverySet, RecoveryStatus } from '../../shared/recovery.ts';
import { slip39Words } from '../../shared/slip39-words.ts';

type Emit = (event: string, payload?: unknown) => void;
type Move = (to: State['vault']) => State;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const day = 86_400_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const refuse = (failure: Failure): never => {
  throw failure;
};
const people = ['Aunt Mira', 'Safe at home', 'Jonas', '', 'Notary, Mill Lane'];

/** The words of a made-up sheet: 33 of the list, and the same each time. */
export const fakeWords = (sheet: number): string[] =>
  Array.from({ length: 33 }, (_, i) => slip39Words[(sheet * 131 + i * 61) % 1024] as string);

/** A made-up square: three corners, and noise between them. */
function fakeCode(sheet: number): string[] {
  const size = 61;
  const corner = (x: number, y: number) => {
    const near = (n: number) => Math.min(n, size - 1 - n);
    if (x > 7 && y > 7 && (x < size - 8 || y < size - 8)) return undefined;
    if (x > size - 9 && y > size - 9) return undefined;
    const [a, b] = [near(x), near(y)];
    if (a > 7 || b > 7) return undefined;
    if (a === 7 || b === 7) return false;
    return a === 0 || b === 0 || a === 6 || b === 6 || (a > 1 && a < 5 && b > 1 && b < 5);
  };
  const dark = (x: number, y: number) => corner(x, y) ?? (x * 7 + y * 13 + x * y * (sheet + 2)) % 5 < 2;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => (dark(x, y) ? '#' : '.')).join(''),
  );
}

const madeUpSet = (set: string, created: number, shares = 5, threshold = 3): RecoverySet => ({
  set,
  created,
  shares,
  threshold,
  holders: people.slice(0, shares).map((name, i) => ({
    sheet: i + 1,
    name,
    ...(i !== 3 && { seen: created + i * day }),
  })),
});

/** How recovery stands at the start: `none`, `declined`, `pending`, `active`, `due` or `retired`. */
function start(set: string): Mutable<RecoveryStatus> {
  const now = Date.now();
  const status: Mutable<RecoveryStatus> = { retired: [], remindMonths: 12, declined: set === 'declined' };
  if (set === 'none' || set === 'declined') return status;
  status.active = madeUpSet('7KQ2M9XT', now - 150 * day);
  status.rehearsed = now - 40 * day;
  status.due = set === 'due' ? now - day : now + 325 * day;
  if (set === 'retired')
    status.retired = [
      { set: '3F2A90BC', created: now - 900 * day, ended: now - 400 * day },
      { set: 'M4TZ1Q8R', created: now - 400 * day, ended: now - 150 * day },
    ];
  if (set === 'pending')
    status.pending = { ...madeUpSet('X8P1D0WE', now - day), proven: [1, 4], atHand: false };
  return status;
}

/** The group `recovery`, made up. A sheet's text that begins `wrong` is refused for its checksum, `old` for its set. */
export function fakeRecovery(set: string, emit: Emit, move: Move) {
  const status = start(set);
  let taken: number[] = [];
  let purpose: Gathering['purpose'] = 'rehearse';
  let suspects: number[] = [];

  const of = () => (purpose === 'prove' ? status.pending : status.active);
  const gathering = (): Gathering => {
    const one = of();
    const need = (purpose === 'prove' ? one?.shares : one?.threshold) ?? 0;
    const info = one && { set: one.set, created: one.created, shares: one.shares, threshold: one.threshold };
    return {
      purpose,
      vaultName: 'Household',
      ...(info && { set: info }),
      taken: [...taken],
      need,
      suspects: [...suspects],
      complete: need > 0 && taken.length - suspects.length >= need,
    };
  };
  const take = (sheet: number): Gathering => {
    if (taken.includes(sheet)) refuse({ code: 'share-refused', reason: 'same-sheet', sheet });
    taken.push(sheet);
    if (purpose === 'prove' && status.pending)
      status.pending = { ...status.pending, proven: [...new Set([...status.pending.proven, sheet])] };
    return gathering();
  };
  const next = () => {
    const one = of();
    const open = Array.from({ length: one?.shares ?? 0 }, (_, i) => i + 1).filter((n) => !taken.includes(n));
    return open[0] ?? 1;
  };
  const giveText = ({ text }: { text: string }) => {
    const words = text.split(/\s+/);
    if (words[0] === 'academic')
      refuse({ code: 'share-refused', reason: 'checksum', words: [4], suggestion: 'adequate' });
    if (words[0] === 'acid')
      refuse({
        code: 'share-refused',
        reason: 'retired-set',
        sheet: 2,
        created: Date.now() - 400 * day,
        ended: Date.now() - 150 * day,
      });
    if (words[0] === 'acne') {
      suspects = [next()];
      return take(next());
    }
    return take(next());
  };

  return {
    status: () => status,
    issue: async ({
      passphrase,
      shares,
      threshold,
      holders,
    }: {
      passphrase: string;
      shares: number;
      threshold: number;
      holders: string[];
    }) => {
      await pause(700);
      if (passphrase !== 'open') refuse({ code: 'wrong-passphrase' });
      for (let done = 0; done <= shares; done++) {
        emit('sheetProgress', { done, total: shares });
        await pause(250);
      }
      taken = [];
      status.pending = {
        set: 'X8P1D0WE',
        created: Date.now(),
        shares,
        threshold,
        proven: [],
        atHand: true,
        holders: Array.from({ length: shares }, (_, i) => ({ sheet: i + 1, name: holders[i] ?? '' })),
      };
      return status;
    },
    sheet: ({ sheet }: { sheet: number }) => ({
      sheet,
      words: fakeWords(sheet),
      code: fakeCode(sheet),
      holder: status.pending?.holders[sheet - 1]?.name ?? '',
    }),
    print: () => pause(400).then(() => ({ printed: true })),
    savePdf: async ({ sheets, each }: { sheets: number[]; each: boolean }) => {
      await pause(400);
      return {
        folder: '/home/robin/Desktop',
        files: each ? sheets.map((n) => `sheet-${n}.pdf`) : ['recovery-sheets.pdf'],
      };
    },
    ask: () => ({ positions: [4, 17, 29] }),
    answer: ({ sheet, words }: { sheet: number; words: string[] }) => {
      if (words[0] === 'academic') refuse({ code: 'share-refused', reason: 'checksum', sheet, words: [4] });
      take(sheet);
      return status;
    },
    activate: async () => {
      await pause(500);
      const { pending, active } = status;
      if (!pending) return refuse({ code: 'no-set', what: 'pending' });
      if (active)
        status.retired = [...status.retired, { set: active.set, created: active.created, ended: Date.now() }];
      const { proven: _, atHand: __, ...whole } = pending;
      status.active = { ...whole, holders: whole.holders.map((one) => ({ ...one, seen: Date.now() })) };
      status.due = Date.now() + 365 * day;
      delete status.pending;
      return status;
    },
    abandon: () => {
      delete status.pending;
      return status;
    },
    revoke: async ({ passphrase }: { passphrase: string }) => {
      await pause(500);
      if (passphrase !== 'open') refuse({ code: 'wrong-passphrase' });
      const { active } = status;
      if (active)
        status.retired = [...status.retired, { set: active.set, created: active.created, ended: Date.now() }];
      delete status.active;
      delete status.due;
      return status;
    },
    setHolders: ({ names }: { names: string[] }) => {
      if (status.active)
        status.active = {
          ...status.active,
          holders: status.active.holders.map((one, i) => ({ ...one, name: names[i] ?? '' })),
        };
      return status;
    },
    setReminder: ({ months }: { months: number }) => {
      status.remindMonths = months;
      if (months === 0) delete status.due;
      else status.due = Date.now() + months * 30 * day;
      return status;
    },
    decline: ({ declined }: { declined: boolean }) => {
      status.declined = declined;
      return status;
    },
    gather: (wanted: { purpose: Gathering['purpose'] }) => {
      purpose = wanted.purpose;
      taken = purpose === 'prove' ? [...(status.pending?.proven ?? [])] : [];
      suspects = [];
      return gathering();
    },
    giveText,
    givePicture: async ({ bytes }: { bytes: Uint8Array }) => {
      await pause(500);
      return bytes.length < 10 ? refuse({ code: 'picture-refused', reason: 'no-code' }) : take(next());
    },
    giveFrame: async () => ({ found: false, gathering: gathering() }),
    giveClipboard: () => pause(300).then(() => refuse({ code: 'picture-refused', reason: 'empty' })),
    takeBack: ({ sheet }: { sheet: number }) => {
      taken = taken.filter((n) => n !== sheet);
      suspects = suspects.filter((n) => n !== sheet);
      return gathering();
    },
    stopGathering: () => {
      taken = [];
    },
    camera: () => undefined,
    chooseRestored: () => '/home/robin/Documents/Household again.holdfast',
    restore: async () => {
      await pause(1_200);
      return move('open');
    },
    recordRehearsal: () => {
      status.rehearsed = Date.now();
      status.due = Date.now() + 365 * day;
      return status;
    },
  };
}
