import { api } from '../../api.ts';
import { changePeople } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';
import { NameDialog } from './name-dialog.tsx';

const text = words.people.renaming;

/** A name for the person whose passphrase opened the vault. */
export function Rename({ name: before, onClose }: { name: string; onClose: () => void }) {
  const take = async (name: string) => {
    const refused = await changePeople(api.people.rename({ name }));
    if (refused) return refused;
    say(text.done(name.trim()));
    onClose();
    return undefined;
  };
  return <NameDialog text={text} before={before} take={take} onClose={onClose} />;
}
