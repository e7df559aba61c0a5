import { LifeBuoy, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { bannerOf, dismissBanner, loadStatus, openRecovery, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/en.ts';
import styles from './recovery-banner.module.css';

const text = words.recovery.banner;

/** One quiet line while there is no set, one waits, or a rehearsal is due; gone for this visit once it is sent away. */
export function RecoveryBanner() {
  const { status, dismissed } = useRecovery();
  useEffect(() => void loadStatus(), []);
  const kind = dismissed ? undefined : bannerOf(status, Date.now());
  if (!kind) return null;
  const ways = {
    none: { label: text.make, view: 'page' },
    pending: { label: text.goOn, view: 'prove' },
    due: { label: text.rehearse, view: 'rehearse' },
  } as const;
  const { label, view } = ways[kind];
  return (
    <section className={styles.banner} aria-label={text.label}>
      <LifeBuoy aria-hidden />
      <p>{text[kind]}</p>
      <Button size="small" onPress={() => openRecovery(view)}>
        {label}
      </Button>
      <IconButton label={text.dismiss} onPress={dismissBanner}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
