import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { Working } from './working.tsx';

interface Fetched {
  readonly done: number;
  readonly total: number;
  /** Bytes a second since the first that were heard of; missing: nobody knows yet. */
  readonly rate?: number | undefined;
}

/** Less time tells nothing of a rate, in ms. */
const leastSpan = 500;

/** An unlock is under way: of a vault on a server that was never opened here, how far it has come. */
export function Unlocking() {
  const fetched = useFetched();
  if (fetched === undefined) return <Working label={words.unlock.working} />;
  const { done, total, rate } = fetched;
  const { label, figure, left } = words.places.fetching;
  const rest = rate === undefined || rate <= 0 ? [] : [left(rate, Math.ceil((total - done) / rate))];
  return (
    <Working
      label={label}
      value={total === 0 ? undefined : (100 * done) / total}
      figure={[figure(done, total), ...rest].join(' · ')}
    />
  );
}

function useFetched(): Fetched | undefined {
  const [fetched, setFetched] = useState<Fetched>();
  useEffect(() => {
    let first: { at: number; done: number } | undefined;
    return api.on('fetchProgress', ({ done, total }) => {
      const now = performance.now();
      first ??= { at: now, done };
      const span = now - first.at;
      const rate = span < leastSpan ? undefined : ((done - first.done) * 1_000) / span;
      setFetched({ done, total, rate });
    });
  }, []);
  return fetched;
}
