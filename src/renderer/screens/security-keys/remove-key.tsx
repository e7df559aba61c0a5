import type { ShownSecurityKey } from '../../../shared/contract-security-keys.ts';
import { api } from '../../api.ts';
import { PassphraseQuestion } from '../../components/passphrase-question.tsx';
import { changeSecurityKeys } from '../../stores/security-keys.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';

const text = words.securityKeys.removing;

/** Takes a key's way in away, with new keys for the vault. */
export function RemoveKey({ of: { id, name }, onClose }: { of: ShownSecurityKey; onClose: () => void }) {
  const done = () => {
    say(text.done(name));
    onClose();
  };
  return (
    <PassphraseQuestion
      title={text.title(name)}
      label={words.securityKeys.passphrase}
      doing={text.working}
      work={(passphrase) => changeSecurityKeys(api.securityKeys.remove({ id, passphrase }))}
      onDone={done}
      onClose={onClose}
      yes={text.submit}
      danger
    >
      <p>{text.text}</p>
    </PassphraseQuestion>
  );
}
