import { Plug } from 'lucide-react';
import { useEffect } from 'react';
import type { ShownClient } from '../../../shared/contract-clients.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { changeQuestion, check, showTab } from '../../stores/access.ts';
import { loadClients, lookAt, policiesOf, revokeClient, useClients } from '../../stores/clients.ts';
import { askBesides } from '../../stores/dialog.ts';
import { say } from '../../stores/status.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';

const text = words.access.programs;

/** The programs that are registered, and those that wait for an answer. */
export function Programs({ readOnly }: { readOnly: boolean }) {
  const { list, requests, failure } = useClients();
  useEffect(() => {
    void loadClients();
    return api.on('changed', () => void loadClients());
  }, []);
  return (
    <div className={styles.narrow}>
      {failure && <FailureNote failure={failure} />}
      {requests.length > 0 && (
        <section className={styles.part} aria-labelledby="programs-waiting">
          <h3 id="programs-waiting">{text.waiting}</h3>
          <ul className={styles.plainList}>
            {requests.map(({ id, name, program }) => (
              <li key={id} className={styles.pair}>
                <span className={styles.itemName}>{name}</span>
                <code>{program}</code>
                <Button size="small" onPress={() => lookAt(id)} aria-label={text.lookAt(name)}>
                  {words.access.asking.look}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!list && !failure && <p className={styles.soft}>{words.access.loading}</p>}
      {list?.length === 0 && <Empty icon={<Plug aria-hidden />} title={text.noneTitle} text={text.none} />}
      {list && list.length > 0 && (
        <ul className={styles.plainList} aria-label={text.list}>
          {list.map((client) => (
            <Program key={`${client.guest} ${client.name}`} client={client} readOnly={readOnly} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Program({ client, readOnly }: { client: ShownClient; readOnly: boolean }) {
  const { name, spiffeId, since, guest } = client;
  const reach = async () => {
    changeQuestion({ spiffeId });
    await check();
    showTab('check');
  };
  return (
    <li className={styles.program}>
      <div className={styles.part}>
        <span className={styles.itemName}>{name}</span>
        <code>{spiffeId}</code>
        {since !== undefined && <span className={styles.faint}>{text.since(date(since))}</span>}
        {guest && <span className={styles.faint}>{text.guest}</span>}
      </div>
      <div className={styles.buttons}>
        {!guest && (
          <Button size="small" onPress={reach} aria-label={text.reachOf(name)}>
            {text.reach}
          </Button>
        )}
        {!readOnly && (
          <Button size="small" kind="quiet" onPress={() => revoke(name)} aria-label={text.revokeOf(name)}>
            {text.revoke}
          </Button>
        )}
      </div>
    </li>
  );
}

async function revoke(name: string): Promise<void> {
  const named = await policiesOf(name);
  if (named === undefined) return;
  const question = { title: text.revokeTitle(name), text: text.revokeText, yes: text.revokeYes };
  const besides = named.length > 0 && { tick: text.revokePolicies(named) };
  const { yes, ticked } = await askBesides({
    ...{ ...question, ...besides },
    ...{ no: words.actions.cancel, danger: true },
  });
  if (yes && (await revokeClient(name, ticked && named.length > 0))) say(text.revoked(name));
}
