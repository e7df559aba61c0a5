import type { SecretInfo } from '../../shared/secret-schema.ts';

/** A secret as a copy from before the last change of the keys has it. */
export interface Exposed {
  readonly path: string;
  /** When it was last changed, in milliseconds. */
  readonly changed: number;
  readonly deleted: boolean;
}

/**
 * Of these secrets those that were not changed since, newest change first: whoever opens such a
 * copy knows them, and only another value at their source ends that.
 */
export function exposedOf(infos: readonly SecretInfo[], since: number): Exposed[] {
  return infos
    .map((info) => ({ path: info.path, changed: changeOf(info), deleted: info.current === 0 }))
    .filter(({ changed }) => changed <= since)
    .sort((one, other) => other.changed - one.changed);
}

function changeOf({ versions, created }: SecretInfo): number {
  const left = versions.filter(({ destroyed }) => destroyed !== true);
  return Math.max(created, ...left.map((version) => version.created));
}
