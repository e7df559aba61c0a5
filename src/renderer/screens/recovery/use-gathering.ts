import { useEffect, useState } from 'react';
import type { Gathering } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';

/** Collects sheets for as long as the screen is there; main forgets them when it is left. */
export function useGathering(purpose: Gathering['purpose'], wanted = true) {
  const [gathering, setGathering] = useState<Gathering>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    setFailure(undefined);
    void api.recovery.gather({ purpose }).then((reply) => {
      if (!here) return;
      if (reply.ok) setGathering(reply.value);
      else setFailure(reply.failure);
    });
    return () => {
      here = false;
      setGathering(undefined);
      void api.recovery.stopGathering();
    };
  }, [purpose, wanted]);
  return { gathering, failure, take: setGathering };
}
