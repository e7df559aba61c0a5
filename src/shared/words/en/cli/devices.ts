import { count } from '../format.ts';

/** What the command on devices says, and what met when a vault was opened. */
export const words = {
  none: 'All who use this vault write one line of revisions: it has no devices of its own.',
  unnamed: 'without a name',
  unnamedOther: 'another device',
  seen: (time: string) => `last wrote ${time}`,
  neverSeen: 'nothing of it has come whole yet',
  own: 'this device',
  gone: (time: string) => `gone since ${time}`,
  awaited: (files: number) => `waiting for ${count(files, 'file', 'files')}`,
  declared: (name: string) =>
    `${name} counts as gone: nothing waits for it any more. It counts again once something comes that it writes from now on.`,
  met: (secrets: number, records: number, device: string) =>
    `Changed both here and on ${device}: ${[
      ...(secrets > 0 ? [count(secrets, 'secret', 'secrets')] : []),
      ...(records > 0 ? [count(records, 'policy or program', 'policies or programs')] : []),
    ].join(', ')}. Of a secret all versions are kept; of a policy or program the later change counts.`,
  strangers: (first: string, more: number) =>
    `In the vault's folder lies ${first}${more > 0 ? ` and ${count(more, 'other file', 'other files')}` : ''} under names that Holdfast does not use: a sync tool leaves such copies. They are neither read nor removed.`,
  waiting: (files: number, device: string) =>
    `Waiting for ${count(files, 'file', 'files')} of ${device}: what it wrote last is not all here yet. Nothing is lost.`,
};
