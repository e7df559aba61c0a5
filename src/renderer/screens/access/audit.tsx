import { Download, ScrollText, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { auditKinds } from '../../../shared/audit.ts';
import type { ShownEntry } from '../../../shared/contract-policies.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { cx } from '../../components/cx.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import {
  type AuditFilter,
  exportAudit,
  loadAudit,
  loadNewer,
  loadOlder,
  type Span,
  useAudit,
} from '../../stores/audit.ts';
import { hasNames, loadPeople, personOf, usePeople } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { clock, date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';

const text = words.access.audit;
const spans = (['day', 'week', 'month', 'all'] as const).map((value) => ({
  value,
  label: text.spans[value],
}));

const kinds = (['', ...auditKinds] as const).map((value) => ({ value, label: text.kinds[value] }));
const outcomes = (['', 'done', 'refused'] as const).map((value) => ({
  value,
  label: text.outcomes[value],
}));

/** What was done, newest first, a heading for each day. */
export function Audit() {
  const { filter, entries, more, failure, seen } = useAudit();
  // What an entry without a name is called depends on who has one.
  usePeople(({ list }) => list);
  useEffect(() => {
    void loadAudit();
    void loadPeople();
    return api.on('changed', () => void loadNewer());
  }, []);
  return (
    <div className={styles.wide}>
      <div className={styles.head}>
        <p className={styles.soft}>{text.lead}</p>
      </div>
      <Filter filter={filter} seen={seen} />
      {failure && <FailureNote failure={failure} />}
      {!failure && !entries && <p className={styles.soft}>{words.access.loading}</p>}
      {entries?.length === 0 && (
        <Empty icon={<ScrollText aria-hidden />} title={text.noneTitle} text={text.none} />
      )}
      {entries && entries.length > 0 && <Entries entries={entries} />}
      {more && (
        <div className={styles.older}>
          <Button onPress={() => void loadOlder()}>{text.older}</Button>
        </div>
      )}
    </div>
  );
}

function Filter({ filter, seen }: { filter: AuditFilter; seen: readonly string[] }) {
  const everybody = [...new Set([...seen, ...(filter.client === '' ? [] : [filter.client])])];
  const clients = [
    { value: '', label: text.anyone },
    ...everybody.map((id) => ({ value: id, label: id === 'owner' ? longName(id) : shortName(id) })),
  ];
  const save = async () => {
    const done = await exportAudit();
    if (done) say(text.exported(done.entries, done.file));
  };
  return (
    <div className={styles.filter}>
      <Choice<Span>
        label={text.since}
        value={filter.span}
        options={spans}
        onChange={(span) => void loadAudit({ span })}
      />
      <Choice
        label={text.program}
        value={filter.client}
        options={clients}
        onChange={(client) => void loadAudit({ client })}
      />
      <Choice<AuditFilter['kind']>
        label={text.kind}
        value={filter.kind}
        options={kinds}
        onChange={(kind) => void loadAudit({ kind })}
      />
      <Choice<AuditFilter['outcome']>
        label={text.outcome}
        value={filter.outcome}
        options={outcomes}
        onChange={(outcome) => void loadAudit({ outcome })}
      />
      <Button onPress={save}>
        <Download aria-hidden />
        {text.export}
      </Button>
    </div>
  );
}

function Entries({ entries }: { entries: readonly ShownEntry[] }) {
  const { columns } = text;
  return (
    <table className={styles.entries} aria-label={text.table}>
      <thead>
        <tr>
          <th scope="col">{columns.time}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.about}</th>
          <th scope="col">{columns.by}</th>
        </tr>
      </thead>
      {byDay(entries).map(([day, some]) => (
        <tbody key={some[0]?.index}>
          <tr className={styles.day}>
            <th scope="rowgroup" colSpan={4}>
              {day}
            </th>
          </tr>
          {some.map((entry) => (
            <Entry key={entry.index} entry={entry} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Entry({ entry }: { entry: ShownEntry }) {
  const { time, action, path, client, outcome, count = 1 } = entry;
  const refused = outcome !== 'done';
  return (
    <tr className={cx(refused && styles.refused)}>
      <td className={styles.time}>
        <time dateTime={new Date(time).toISOString()}>{clock(time)}</time>
      </td>
      <td>
        <div className={styles.what}>
          {words.access.action(action)}
          {refused && (
            <span className={styles.outcome}>
              <TriangleAlert aria-hidden />
              {text.refusal(outcome)}
            </span>
          )}
          {count > 1 && <span className={styles.faint}>{text.times(count)}</span>}
        </div>
      </td>
      <td>{path !== undefined && <code>{path}</code>}</td>
      <td title={longName(client)}>{shortName(client)}</td>
    </tr>
  );
}

function byDay(entries: readonly ShownEntry[]): [string, ShownEntry[]][] {
  const days: [string, ShownEntry[]][] = [];
  for (const entry of entries) {
    const day = date(entry.time);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}

function longName(client: string): string {
  if (client !== 'owner') return personOf(client) ?? client;
  return hasNames() ? words.people.audit.unnamedLong : text.owner;
}

// The ID of a client of this vault ends with the name that its person gave it.
function shortName(client: string): string {
  if (client === 'owner') return hasNames() ? words.people.audit.unnamed : text.ownerShort;
  const person = personOf(client);
  if (person !== undefined) return person;
  return client.slice(client.lastIndexOf('/') + 1) || client;
}
