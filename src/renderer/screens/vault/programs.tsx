import { useEffect, useState } from 'react';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Readers } from '../../components/readers.tsx';
import { openAccess } from '../../stores/access.ts';
import { loadReaders, useReaders } from '../../stores/readers.ts';
import { words } from '../../words/words.ts';
import styles from './programs.module.css';

const text = words.access.readers;

/** The programs that can reach a secret; asked for once somebody wants to know. */
export function Programs({ secret }: { secret: ShownSecret }) {
  const { path } = secret;
  const [open, setOpen] = useState(false);
  const readers = useReaders((all) => (all.path === path ? all.readers : undefined));
  const failure = useReaders((all) => (all.path === path ? all.failure : undefined));
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is fetched anew whenever something was written, policies too.
  useEffect(() => {
    if (open) void loadReaders(path);
  }, [open, secret]);
  return (
    <Disclosure
      title={text.title}
      isOpen={open}
      onToggle={setOpen}
      count={open ? readers?.length : undefined}
    >
      <div className={styles.programs}>
        {failure && <FailureNote failure={failure} />}
        {!readers && !failure && <p className={styles.none}>{words.access.loading}</p>}
        {readers?.length === 0 && <p className={styles.none}>{text.none}</p>}
        {readers && readers.length > 0 && <Readers readers={readers} />}
        <div>
          <Button size="small" onPress={() => openAccess('policies')}>
            {words.menu.access}
          </Button>
        </div>
      </div>
    </Disclosure>
  );
}
