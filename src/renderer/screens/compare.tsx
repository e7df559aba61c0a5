import { Eye, EyeOff, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Comparison } from '../../shared/contract-versions.ts';
import { isFile, isHidden } from '../../shared/secret.ts';
import type { ShownSecret } from '../../shared/secret-schema.ts';
import { stateOf } from '../../shared/version-changes.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { Choice } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { FileValue } from '../components/file-value.tsx';
import { Working } from '../components/working.tsx';
import { useDetail } from '../stores/detail.ts';
import { compare, isRevealed, restoreField, toggleRow, useCompared } from '../stores/versions.ts';
import { labelOf, labelWithin } from '../words/fields.ts';
import { moment } from '../words/time.ts';
import { words } from '../words/words.ts';
import styles from './compare.module.css';

const text = words.versions;
const sides = ['before', 'after'] as const;
const dots = '•'.repeat(12);

interface Props {
  onClose: () => void;
  readOnly: boolean;
}

/** Two versions of the secret that is looked at, side by side. */
export function Compare({ onClose, readOnly }: Props) {
  const secret = useDetail((detail) => detail.secret);
  const { comparison, failure } = useCompared();
  const [all, setAll] = useState(false);
  if (secret === undefined) return null;
  const rows = comparison?.fields.filter(({ fate }) => all || fate !== 'same') ?? [];
  return (
    <Dialog title={text.title} onClose={onClose} width="broad">
      <Heads secret={secret} />
      {failure && <FailureNote failure={failure} />}
      {comparison === undefined && !failure && <Working label={words.vault.loading} />}
      {comparison && (
        <>
          <ul className={styles.rows} aria-label={text.title}>
            {rows.map((row) => (
              <Row key={`${row.before?.name}/${row.after?.name}`} {...{ row, secret, readOnly }} />
            ))}
          </ul>
          {comparison.reordered && <p className={styles.note}>{text.reorderedLong}</p>}
          {rows.length === 0 && !comparison.reordered && <p className={styles.note}>{text.same}</p>}
          <Gone secret={secret} />
        </>
      )}
      <footer className={styles.foot}>
        <Check isSelected={all} onChange={setAll}>
          {text.all}
        </Check>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.close}
        </Button>
      </footer>
    </Dialog>
  );
}

// The two versions, each to be chosen: only what can be read is offered.
function Heads({ secret }: { secret: ShownSecret }) {
  const { path, before, after } = useCompared();
  const options = secret.versions
    .filter(({ version }) => stateOf(secret.versions, version, Date.now()) === 'live')
    .map(({ version, created }) => ({ value: version, label: text.option(version, moment(created)) }))
    .toReversed();
  return (
    <div className={styles.heads}>
      <Choice
        above
        label={text.before}
        value={before}
        options={options}
        onChange={(version) => void compare(path, version, after)}
      />
      <Choice
        above
        label={text.after}
        value={after}
        options={options}
        onChange={(version) => void compare(path, before, version)}
      />
    </div>
  );
}

// What cannot be chosen, and why.
function Gone({ secret: { versions } }: { secret: ShownSecret }) {
  const of = (state: 'deleted' | 'destroyed') =>
    versions.map(({ version }) => version).filter((one) => stateOf(versions, one, Date.now()) === state);
  const [deleted, destroyed] = [of('deleted'), of('destroyed')];
  return (
    <>
      {deleted.length > 0 && <p className={styles.note}>{text.deleted(deleted)}</p>}
      {destroyed.length > 0 && <p className={styles.note}>{text.destroyed(destroyed)}</p>}
    </>
  );
}

type RowOf = Comparison['fields'][number];
interface RowProps {
  row: RowOf;
  secret: ShownSecret;
  readOnly: boolean;
}

function Row({ row, secret, readOnly }: RowProps) {
  const revealed = useCompared((compared) => compared.revealed);
  const { fate, before, after } = row;
  const name = (after ?? before)?.name ?? '';
  const shown = isRevealed(row, revealed);
  const reveals = sides.some((side) => {
    const field = row[side];
    return field !== undefined && field.value === undefined && !isFile(field.type) && field.type !== 'otp';
  });
  return (
    <li className={styles.row} data-fate={fate}>
      <div className={styles.head}>
        <h3>{labelOf(name)}</h3>
        <span className={styles.fate}>
          {fate === 'renamed' ? text.renamedFrom(labelWithin(before?.name ?? '')) : text.fates[fate]}
        </span>
        {reveals && (
          <IconButton
            label={
              shown ? words.detail.hideField(labelWithin(name)) : words.detail.revealField(labelWithin(name))
            }
            onPress={() => void toggleRow(row)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        )}
      </div>
      <div className={styles.sides}>
        {sides.map((side) => (
          <Cell key={side} {...{ row, side, secret, readOnly }} />
        ))}
      </div>
    </li>
  );
}

function Cell({ row, side, secret, readOnly }: RowProps & { side: (typeof sides)[number] }) {
  const { path, revealed, ...versions } = useCompared();
  const version = versions[side];
  const field = row[side];
  const restores = field && !readOnly && secret.current > 0 && version !== secret.current;
  return (
    <div className={styles.cell}>
      <span className={styles.of}>{words.detail.version(version)}</span>
      {field === undefined ? (
        <span className={styles.none}>{text.notThere}</span>
      ) : (
        <div className={styles.value} data-mono={isHidden(field.type) || undefined}>
          {isFile(field.type) ? (
            <FileValue field={field} file={{ from: 'secrets', path, version, field: field.name }} />
          ) : (
            <Value field={field} revealed={revealed[side].get(field.name)} />
          )}
        </div>
      )}
      {restores && (
        <IconButton
          label={text.restoreField(labelWithin(field.name), version)}
          onPress={() => void restoreField(version, field.name)}
        >
          <RotateCcw aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

function Value({ field, revealed }: { field: ShownSecret['fields'][number]; revealed: string | undefined }) {
  const value = revealed ?? field.value;
  if (value === '') return <span className={styles.none}>{words.detail.empty}</span>;
  if (value !== undefined) return value;
  if (!isHidden(field.type)) return <span className={styles.none}>{text.long}</span>;
  return (
    <>
      <span aria-hidden="true">{dots}</span>
      <span className={styles.unseen}>{words.detail.hidden}</span>
    </>
  );
}
