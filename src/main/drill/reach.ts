import { type Failure, HoldfastError } from '../../shared/failure.ts';

/** How long a service may take until it is known what lies there, in ms. */
const patience = 15_000;

/**
 * The end of this work; `cancelled` as soon as `signal` aborts, and `store` (`unreachable`) where a
 * service takes too long. The work itself may then go on, and nobody hears of it.
 */
export function withinReach<T>(
  work: Promise<T>,
  { service, signal }: { readonly service: boolean; readonly signal: AbortSignal | undefined },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (failure: Failure) => reject(new HoldfastError(failure));
    const calledOff = () => end({ code: 'cancelled' });
    const late = service
      ? setTimeout(() => end({ code: 'store', reason: 'unreachable' }), patience)
      : undefined;
    if (signal?.aborted) calledOff();
    signal?.addEventListener('abort', calledOff);
    const over = () => {
      clearTimeout(late);
      signal?.removeEventListener('abort', calledOff);
    };
    work.finally(over).then(resolve, reject);
  });
}
