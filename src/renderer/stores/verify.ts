import type { Verified } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import type { OwnKey } from './look.ts';
import { onReset, vaultStore } from './reset.ts';

interface Verify {
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly report: Verified | undefined;
  readonly failure: Failure | undefined;
}

const begun: Verify = { progress: undefined, report: undefined, failure: undefined };

/** A vault or backup that is read through. */
export const useVerify = vaultStore<Verify>(begun);

let last = 0;
onReset(() => {
  last += 1;
});

/** Reads everything: in the open vault, or in a backup, which may want its own passphrase. */
export async function verify(place?: Place, key: OwnKey = {}): Promise<void> {
  const mine = ++last;
  useVerify.setState(begun, true);
  const end = api.on('verifyProgress', (progress) => mine === last && useVerify.setState({ progress }));
  const reply = await api.backups.verify({ ...(place !== undefined && { place }), ...key });
  end();
  if (mine !== last) return;
  if (reply.ok) useVerify.setState({ report: reply.value });
  else useVerify.setState({ failure: reply.failure });
}

export function stopVerify(): void {
  void api.backups.cancelVerify();
}
