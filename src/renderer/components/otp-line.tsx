import { Copy, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { inGroups, type LiveCode, useTaken } from '../stores/codes.ts';
import { labelOf, labelWithin } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { IconButton } from './button.tsx';
import { CodeRing } from './code-ring.tsx';
import { cx } from './cx.ts';
import lines from './field-line.module.css';
import styles from './otp-line.module.css';

const text = words.otp;

interface Props {
  path: string;
  field: string;
  /** The names of all fields of the secret. */
  beside: readonly string[];
  /** `undefined` until it is there. */
  code: LiveCode | undefined;
  /** One by counter: copying takes the next. */
  onCopy: () => void;
  readOnly: boolean;
}

/** A field of one-time codes: the code of now with the time that is left of it. */
export function OtpLine({ path, field, beside, code, onCopy, readOnly }: Props) {
  const called = labelWithin(field, beside);
  const byCounter = code?.kind === 'hotp';
  const taken = useTaken(({ of, codes }) => (of === path ? codes.get(field)?.code : undefined));
  const value = byCounter ? taken : code?.code;
  const whose = [code?.issuer, code?.account].filter((part) => part).join(' · ');
  return (
    <div className={lines.field} data-copies={field}>
      <dt>
        {labelOf(field, beside)}
        {whose !== '' && <span className={lines.aside}>{whose}</span>}
      </dt>
      <dd className={cx(lines.value, styles.value)}>
        {value === undefined ? (
          <span className={lines.faint}>{byCounter ? text.byCounter : text.none}</span>
        ) : (
          <span className={styles.code}>{inGroups(value)}</span>
        )}
        {code?.until !== undefined && code.period !== undefined && (
          <>
            <CodeRing key={code.until} period={code.period} until={code.until} />
            <Seconds until={code.until} />
          </>
        )}
        {code?.behind !== undefined && (
          <span role="note" className={styles.behind}>
            {text.clock(Math.round(code.behind / 1_000))}
          </span>
        )}
      </dd>
      <dd className={lines.actions}>
        {byCounter ? (
          <IconButton label={text.next(called)} onPress={onCopy} isDisabled={readOnly}>
            <RefreshCw aria-hidden />
          </IconButton>
        ) : (
          <IconButton label={words.detail.copyField(called)} onPress={onCopy}>
            <Copy aria-hidden />
          </IconButton>
        )}
      </dd>
    </div>
  );
}

function Seconds({ until }: { until: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  return (
    <span className={styles.seconds}>
      <span aria-hidden="true">{text.seconds(left)}</span>
    </span>
  );
}
