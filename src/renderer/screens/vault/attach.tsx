import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Working } from '../../components/working.tsx';
import { attach, useAttaching } from '../../stores/attach.ts';
import { words } from '../../words/words.ts';
import styles from './attach.module.css';

const text = words.files;

/** Takes files into a secret: by a button, and says that they can be dropped. */
export function Attach({ path }: { path: string }) {
  const { name, done, total } = useAttaching();
  const chooser = useRef<HTMLInputElement>(null);
  if (name !== undefined)
    return <Working label={text.attaching(name)} value={total === 0 ? 0 : (100 * done) / total} />;
  return (
    <div className={styles.attach}>
      <Button kind="quiet" onPress={() => chooser.current?.click()}>
        <Paperclip aria-hidden />
        {text.attach}
      </Button>
      <span>{text.drop}</span>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void attach({ path }, files);
        }}
      />
    </div>
  );
}
