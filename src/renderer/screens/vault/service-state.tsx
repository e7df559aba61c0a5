import { Cloud, CloudOff } from 'lucide-react';
import { Button as Base } from 'react-aria-components';
import type { State } from '../../../shared/contract.ts';
import { isService } from '../../../shared/place.ts';
import { api } from '../../api.ts';
import { cx } from '../../components/cx.ts';
import { ask } from '../../stores/dialog.ts';
import { useSession } from '../../stores/session.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './toolbar.module.css';

type Service = NonNullable<State['service']>;

/**
 * Of a vault on a service: that it is saved there, or since when the service is not reached, with
 * what to do.
 */
export function ServiceState() {
  const service = useSession(({ state }) => state?.service);
  const kind = useSession(({ state }) => state?.place?.kind);
  return (
    <div role="status" aria-live="polite" className={styles.service}>
      {service?.state === 'saved' && kind !== undefined && isService(kind) && (
        <span className={styles.state}>
          <Cloud aria-hidden />
          <span className={styles.word}>
            {service.unsent > 0 ? words.places.unsent(service.unsent) : words.places.kinds[kind].saved}
          </span>
        </span>
      )}
      {service?.state === 'offline' && <Offline service={service} />}
    </div>
  );
}

function Offline({
  service: { since, failure, unsent },
}: {
  service: Extract<Service, { state: 'offline' }>;
}) {
  const { offline } = words.places;
  const title = offline.since(words.clock(since));
  const tell = async () => {
    const { what, next } = failureText(failure ?? { code: 'store', reason: 'unreachable' });
    const text = `${what} ${next} ${offline.text(unsent)}`;
    const question = { title, text, yes: offline.retry, no: words.actions.close, danger: false };
    if (await ask(question)) await api.places.look();
  };
  return (
    <Base
      className={cx(styles.state, styles.offline)}
      aria-label={unsent > 0 ? `${title}, ${words.places.unsent(unsent)}` : title}
      onPress={() => void tell()}
    >
      <CloudOff aria-hidden />
      {unsent > 0 ? words.places.away(words.clock(since), unsent) : title}
    </Base>
  );
}
