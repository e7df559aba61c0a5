import type { State } from '../../shared/contract.ts';
import type { DamageReport, MendReport, MergeReport } from '../../shared/contract-repair.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const lost: DamageReport['lost'] = [
  { path: 'prod/db/orders', version: 4, current: true },
  { path: 'prod/db/orders', version: 2, current: false },
  { path: 'home/router', version: 1, current: true },
  { path: 'mail/newsletter', version: 1, current: false },
  { path: 'mail/newsletter', version: 3, current: false },
];

/** A damaged vault with copies beside it, made up. With a backup all but one version is found; `kind` is `damaged`, `sound` or `structure`. */
export function fakeRepair(
  kind: string,
  emit: (event: string, payload: unknown) => void,
  move: (to: State['vault']) => State,
) {
  const progress = async () => {
    for (let done = 0; done <= 10; done++) {
      emit('repairProgress', { done: done * 91, total: 910 });
      await pause(40);
    }
  };
  const copy = '/home/robin/Documents/Household (Robin’s conflicted copy 2026-05-03).holdfast';
  return {
    repair: {
      damage: async (): Promise<DamageReport> => {
        await progress();
        const whole = { secrets: 211, versions: 502, lost: [], unnamed: 0, records: [] };
        if (kind === 'sound') return { ...whole, structure: false };
        if (kind === 'structure') return { ...whole, structure: true };
        return { ...whole, lost, unnamed: 12, records: ['audit'], structure: true };
      },
      mend: async (wanted: { backups: string[]; to?: string; lossy: boolean }): Promise<MendReport> => {
        await progress();
        const some = wanted.backups.length > 0;
        const still: MendReport['lost'] = {
          versions: some ? lost.slice(0, 1) : lost,
          unnamed: some ? 0 : 12,
          records: some ? [] : ['audit'],
        };
        const report = {
          revision: 31,
          healed: some ? 14 : 0,
          lost: still,
          earlier: some ? ['home/router'] : [],
          unusable: [],
        };
        if (!wanted.lossy) return { ...report, written: false };
        if (wanted.to !== undefined) return { ...report, written: true, file: wanted.to };
        move('locked');
        const file = '/home/robin/Documents/Household.holdfast';
        return {
          ...report,
          written: true,
          file,
          kept: file.replace('.holdfast', '-2026-05-04-101500.holdfast'),
        };
      },
      salvage: async (wanted: { file: string; to?: string; lossy: boolean }): Promise<MendReport> => {
        await progress();
        const still = { versions: lost.slice(0, 1), unnamed: 0, records: [] };
        const report = { revision: 31, healed: 4, lost: still, earlier: ['home/router'], unusable: [] };
        if (!wanted.lossy) return { ...report, written: false };
        return {
          ...report,
          written: true,
          file: wanted.to ?? wanted.file,
          kept: '/home/robin/Old (kept).holdfast',
        };
      },
      cancel: () => undefined,
      copies: () =>
        kind === 'copies'
          ? [
              { file: copy, revision: 28 },
              { file: copy.replace('Robin’s ', ''), revision: 30 },
            ]
          : [],
      merge: async ({ dry }: { dry: boolean }): Promise<MergeReport> => {
        await pause(700);
        return {
          added: ['travel/rail/season ticket'],
          changed: ['prod/db/orders', 'mail/newsletter'],
          versions: dry ? 4 : 4,
          unreadable: [{ path: 'home/router', version: 2 }],
          policies: ['deploy'],
        };
      },
    },
  };
}
