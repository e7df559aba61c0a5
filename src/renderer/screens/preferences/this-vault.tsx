import { type FormEvent, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { shownPlace } from '../../../shared/place-form.ts';
import { type VaultColor, vaultColors, vaultNameLimit } from '../../../shared/vault-look.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { WayOn, WaysOn } from '../../components/ways-on.tsx';
import { openAccess } from '../../stores/access.ts';
import { openBackups } from '../../stores/backups.ts';
import { openDialog } from '../../stores/dialog.ts';
import { openRecovery } from '../../stores/recovery.ts';
import { describeVault, useSession } from '../../stores/session.ts';
import { say } from '../../stores/status.ts';
import { openKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import styles from './preferences.module.css';

const text = words.preferences.vault;

/** The open vault: how it looks here, and the ways to what else can be set about it. */
export function ThisVault({ readOnly }: { readOnly: boolean }) {
  const state = useSession((session) => session.state);
  const place = state?.place;
  if (place === undefined) return null;
  const isKept = !state?.notices.includes('memory-only');
  return (
    <>
      {isKept && <Look name={state?.name ?? ''} color={state?.color} />}
      <Part title={text.place}>
        <p className={styles.place}>{shownPlace(place)}</p>
        {!readOnly && (
          <div>
            <Button onPress={() => openDialog('move')}>{words.move.menu}</Button>
          </div>
        )}
      </Part>
      <Part title={text.opens}>
        <WaysOn>
          {ways(readOnly).map((way) => (
            <WayOn key={way.label} {...way} />
          ))}
        </WaysOn>
      </Part>
    </>
  );
}

/** What else can be set about it; some of it is a change. */
function ways(readOnly: boolean) {
  const { ways: told } = text;
  const { menu } = words;
  const changes = [
    { text: told.passphrase, label: menu.passphrase, onPress: () => openDialog('passphrase') },
    { text: told.keyFile, label: menu.keyFile, onPress: () => openDialog('key-file') },
    { text: told.securityKeys, label: menu.securityKeys, onPress: () => openDialog('security-keys') },
    { text: told.keys, label: menu.keys, onPress: openKeys },
  ];
  return [
    ...(readOnly ? [] : changes),
    { text: told.people, label: menu.people, onPress: () => openAccess('people') },
    { text: told.recovery, label: menu.recovery, onPress: () => openRecovery() },
    { text: told.backups, label: menu.backups, onPress: () => openBackups() },
  ];
}

function Look({ name, color }: { name: string; color: VaultColor | undefined }) {
  const [typed, setTyped] = useState(name);
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof describeVault>>>();
  const save = async (wanted: string, wantedColor: VaultColor | undefined) => {
    const failed = await describeVault(wanted, wantedColor);
    setFailure(failed);
    // An empty name is the place's own.
    if (!failed) setTyped(useSession.getState().state?.name ?? wanted);
    return failed === undefined;
  };
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(typed.slice(0, vaultNameLimit), color)) say(text.saved);
  };
  return (
    <Part title={text.look} help={text.lookHelp}>
      {failure && <FailureNote failure={failure} />}
      <form className={styles.name} onSubmit={(event) => void rename(event)}>
        <Field
          label={text.name}
          value={typed}
          onChange={(value) => setTyped(value.slice(0, vaultNameLimit))}
        />
        <Button type="submit" isDisabled={typed === name}>
          {text.rename}
        </Button>
      </form>
      <RadioGroup
        aria-label={text.color}
        className={cx(styles.colors)}
        orientation="horizontal"
        value={color ?? 'teal'}
        onChange={(value) =>
          void save(
            name,
            vaultColors.find((one) => one === value && one !== 'teal'),
          )
        }
      >
        {vaultColors.map((one) => (
          <Radio
            key={one}
            value={one}
            aria-label={text.colors[one]}
            className={cx(styles.color)}
            style={{ '--mark': `var(--vault-${one})` } as object}
          />
        ))}
      </RadioGroup>
    </Part>
  );
}
