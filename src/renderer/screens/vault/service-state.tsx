import { Cloud, CloudDownload, CloudOff, CloudUpload, FolderSync } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as Base } from 'react-aria-components';
import type { State } from '../../../shared/contract.ts';
import { isService } from '../../../shared/place.ts';
import { api } from '../../api.ts';
import { cx } from '../../components/cx.ts';
import { openAccess } from '../../stores/access.ts';
import { ask } from '../../stores/dialog.ts';
import { useSession } from '../../stores/session.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './toolbar.module.css';

type Service = NonNullable<State['service']>;
type Offline = Extract<Service, { state: 'offline' }>;

/**
 * Of a vault that others may write, too, the one thing that a person may want to know: the service
 * is not reached, files are awaited, changes are not sent, or all is saved there.
 */
export function ServiceState() {
  const service = useSession(({ state }) => state?.service);
  const awaited = useSession(({ state }) => state?.apart?.awaited ?? 0);
  const kind = useSession(({ state }) => (state?.vault === 'open' ? state.place?.kind : undefined));
  return (
    <div role="status" aria-live="polite" className={styles.service}>
      {kind !== undefined && (kind === 'folder' || service !== undefined) && (
        <Standing service={service} awaited={awaited} kind={kind} />
      )}
    </div>
  );
}

interface StandingProps {
  service: Service | undefined;
  awaited: number;
  kind: NonNullable<State['place']>['kind'];
}

function Standing({ service, awaited, kind }: StandingProps) {
  if (service?.state === 'offline') return <Away service={service} />;
  const unsent = service?.unsent ?? 0;
  const { places, devices } = words;
  if (awaited > 0)
    return (
      <Base className={cx(styles.state, styles.devices)} onPress={() => openAccess('devices')}>
        <CloudDownload aria-hidden />
        {devices.waiting(awaited)}
      </Base>
    );
  if (unsent > 0) return <Said icon={<CloudUpload aria-hidden />}>{places.unsent(unsent)}</Said>;
  if (kind === 'folder') return <Said icon={<FolderSync aria-hidden />}>{places.kinds.folder.saved}</Said>;
  return isService(kind) && <Said icon={<Cloud aria-hidden />}>{places.kinds[kind].saved}</Said>;
}

function Said({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <span className={styles.state}>
      {icon}
      <span className={styles.word}>{children}</span>
    </span>
  );
}

function Away({ service: { since, failure, unsent } }: { service: Offline }) {
  const { offline } = words.places;
  const title = offline.since(words.clock(since));
  const tell = async () => {
    const why = failureSentences(failure ?? { code: 'store', reason: 'unreachable' });
    const text = `${why} ${offline.text(unsent)}`;
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
