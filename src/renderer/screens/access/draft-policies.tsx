import { type Permission, type PolicySpec, permissions } from '../../../shared/policy.ts';
import { Check } from '../../components/check.tsx';
import { Field } from '../../components/field.tsx';
import { words } from '../../words/words.ts';
import styles from './asking.module.css';

const text = words.access.asking;
const { permission: names } = words.access.policies;

interface Props {
  drafts: readonly PolicySpec[];
  onChange: (drafts: PolicySpec[]) => void;
}

/** The policies that "always" would store, for the person to widen, narrow or leave out. */
export function DraftPolicies({ drafts, onChange }: Props) {
  const change = (at: number, part: Partial<PolicySpec>) =>
    onChange(drafts.map((draft, n) => (n === at ? { ...draft, ...part } : draft)));
  const toggle = (at: number, { permissions: granted }: PolicySpec, wanted: Permission, on: boolean) =>
    change(at, {
      permissions: permissions.filter((one) => (one === wanted ? on : granted.includes(one))),
    });
  const taken = drafts.filter(takes).map(({ pathPattern }) => pathPattern);
  return (
    <div className={styles.drafts}>
      <p>{drafts.length === 0 ? text.draftNone : text.draft}</p>
      {taken.length > 0 && <p role="alert">{text.exportAlways(taken)}</p>}
      {drafts.map((draft, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they keep their order, and two may have one name.
        <fieldset key={at} className={styles.policy} aria-label={text.draftOf(draft.pathPattern)}>
          <Field
            mono
            label={text.draftPath}
            value={draft.pathPattern}
            onChange={(pathPattern) => change(at, { pathPattern })}
          />
          <div className={styles.permissions}>
            {permissions.map((one) => (
              <Check
                key={one}
                isSelected={draft.permissions.includes(one)}
                onChange={(on) => toggle(at, draft, one, on)}
              >
                {names[one].name}
              </Check>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function takes({ permissions: granted }: PolicySpec): boolean {
  return granted.includes('export') || granted.includes('super');
}
