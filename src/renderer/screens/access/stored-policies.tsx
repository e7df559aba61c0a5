import { TriangleAlert } from 'lucide-react';
import type { ShownRequest } from '../../../shared/contract-clients.ts';
import { words } from '../../words/words.ts';
import styles from './asking.module.css';

const text = words.access.asking;
const { permission: names } = words.access.policies;

/**
 * What stored policies let the asking ID do already: a warning when whoever asks is new, for then
 * it may be another's.
 */
export function StoredPolicies({ request }: { request: ShownRequest }) {
  const { fresh, stored, storedTotal } = request;
  if (storedTotal === 0) return null;
  return (
    <section className={fresh ? styles.warning : styles.stored} aria-label={text.stored}>
      <p>
        {fresh && <TriangleAlert aria-hidden />}
        <span>{fresh ? text.storedFresh(storedTotal) : text.storedKnown(storedTotal)}</span>
      </p>
      <ul>
        {stored.map(({ name, pathPattern, permissions }) => (
          <li key={name}>
            {name}: {permissions.map((one) => names[one].name).join(', ')} · <code>{pathPattern}</code>
          </li>
        ))}
        {storedTotal > stored.length && <li>{text.storedMore(storedTotal - stored.length)}</li>}
      </ul>
    </section>
  );
}
