import { Button } from 'react-aria-components';
import type { Row } from '../../../shared/contract.ts';
import { cx } from '../../components/cx.ts';
import type { Deed } from '../../stores/quick.ts';
import { useShownKeys } from '../../stores/shortcuts.ts';
import { shownKeys } from '../../words/keys.ts';
import { words } from '../../words/words.ts';
import styles from './quick.module.css';

const text = words.quick;

interface Props {
  row: Row | undefined;
  /** Said in place of the keys, until another key is pressed. */
  said: string;
  onDeed: (deed: Deed | 'window') => void;
}

/** What can be done with the line, each with its key. */
export function Foot({ row, said, onDeed }: Props) {
  const enter = text.keys.enter;
  const user = useShownKeys('copyUser');
  const code = useShownKeys('copyCode');
  const deeds = [
    ['password', enter],
    ['user', user],
    ...(row?.otp ? [['code', code] as const] : []),
    ['address', shownKeys('Mod+O')],
    ['window', shownKeys('Mod+').replace(/\+$/, `+${enter}`)],
  ] as const;
  return (
    <div className={styles.foot}>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {said === '' &&
        row !== undefined &&
        deeds.map(([deed, keys]) => (
          <Button key={deed} className={cx(styles.deed)} excludeFromTabOrder onPress={() => onDeed(deed)}>
            {text.deeds[deed]} <kbd>{keys}</kbd>
          </Button>
        ))}
    </div>
  );
}
