import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { settleAlone } from '../../stores/recovery.ts';
import { say } from '../../stores/status.ts';
import { words } from '../../words/words.ts';

const text = words.recovery.page;

/** Saves the page that opens a backup without Holdfast. */
export async function saveRescue(): Promise<void> {
  const saved = await settleAlone(api.recovery.saveRescue());
  if (saved) say(text.rescueSaved(saved.file, saved.folder));
}

export function SaveRescue() {
  return (
    <section aria-labelledby="save-rescue">
      <h3 id="save-rescue">{text.rescueTitle}</h3>
      <p>{text.rescueText}</p>
      <Button onPress={() => void saveRescue()}>{text.rescue}</Button>
    </section>
  );
}
