import type { Reader } from '../../shared/contract-policies.ts';
import { words } from '../words/words.ts';
import styles from './readers.module.css';

/** Programs that may do something at a path, and by which policies. */
export function Readers({ readers }: { readers: readonly Reader[] }) {
  return (
    <ul className={styles.readers}>
      {readers.map(({ name, spiffeId, grants }) => (
        <li key={spiffeId} title={spiffeId}>
          <span className={styles.name}>{name}</span>
          <span className={styles.may}>{mayOf(grants)}</span>
        </li>
      ))}
    </ul>
  );
}

function mayOf(grants: Reader['grants']): string {
  const { permission } = words.access.policies;
  const whole = grants.find((grant) => grant.permission === 'super');
  const told = whole === undefined ? grants : [whole];
  const policies = [...new Set(told.map(({ policy }) => policy))];
  return words.access.readers.may(
    told.map((grant) => permission[grant.permission].name),
    policies,
  );
}
