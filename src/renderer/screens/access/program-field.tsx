import { useEffect } from 'react';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { loadClients, useClients } from '../../stores/clients.ts';
import styles from './access.module.css';

interface Props {
  /** Over the choice, and over the line where an ID is written. */
  label: string;
  idLabel: string;
  /** What is chosen when it is none of the registered ones. */
  another: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  fault?: string | undefined;
  isReadOnly?: boolean;
}

/**
 * One of the registered programs, or an ID or pattern written by hand. Nobody is to copy a SPIFFE
 * ID who need not.
 */
export function ProgramField(props: Props) {
  const { label, idLabel, another, value, onChange, isReadOnly = false, ...rest } = props;
  const list = useClients((clients) => clients.list) ?? [];
  useEffect(() => void loadClients(), []);
  const known = list.some(({ spiffeId }) => spiffeId === value);
  const options = [
    ...list.map(({ spiffeId, name }) => ({ value: spiffeId, label: name })),
    { value: '', label: another },
  ];
  return (
    <div className={styles.asker}>
      {list.length > 0 && !isReadOnly && (
        <Choice
          above
          label={label}
          value={known ? value : ''}
          options={options}
          onChange={(id) => onChange(id || 'spiffe://')}
        />
      )}
      {(!known || isReadOnly) && (
        <Field mono label={idLabel} value={value} onChange={onChange} isReadOnly={isReadOnly} {...rest} />
      )}
    </div>
  );
}
