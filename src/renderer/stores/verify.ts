import type { Verified } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { job, type Progress } from './job.ts';
import type { OwnKey } from './own-key.ts';
import { vaultStore } from './reset.ts';

interface Verify {
  readonly progress: Progress | undefined;
  readonly report: Verified | undefined;
  readonly failure: Failure | undefined;
}

const begun: Verify = { progress: undefined, report: undefined, failure: undefined };

/** A vault or backup that is read through. */
export const useVerify = vaultStore<Verify>(begun);

const reading = job({ event: 'verifyProgress', hear: (progress) => useVerify.setState({ progress }) });

/** Reads everything: in the open vault, or in a backup, which may want its own passphrase. */
export async function verify(place?: Place, key?: OwnKey): Promise<void> {
  useVerify.setState(begun, true);
  const wanted = { ...(place !== undefined && { place }), ...key };
  const reply = await reading.run(() => api.backups.verify(wanted));
  if (reply?.ok) useVerify.setState({ report: reply.value });
  else if (reply) useVerify.setState({ failure: reply.failure });
}

export function stopVerify(): void {
  void api.backups.cancelVerify();
}
