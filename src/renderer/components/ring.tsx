import styles from './ring.module.css';

interface Props {
  /** Names it for a screen reader. */
  label: string;
  have: number;
  need: number;
  /** In the middle: `2 of 3`. */
  figure: string;
  /** What a screen reader says of it: `2 of 3 sheets`. */
  spoken: string;
}

const radius = 42;
const around = 2 * Math.PI * radius;
/** Room between two pieces, in the same units. */
const gap = 7;

/** A ring of as many pieces as are needed: those that are here are filled. */
export function Ring({ label, have, need, figure, spoken }: Props) {
  const pieces = Math.max(1, need);
  const piece = around / pieces;
  const length = pieces === 1 ? around : piece - gap;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={need}
      aria-valuenow={Math.min(have, need)}
      aria-valuetext={spoken}
      className={styles.ring}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        {Array.from({ length: pieces }, (_, i) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is nothing but its place.
            key={i}
            cx="50"
            cy="50"
            r={radius}
            fill="none"
            strokeWidth="8"
            strokeDasharray={`${length} ${around - length}`}
            transform={`rotate(${-90 + (360 * (i + (pieces === 1 ? 0 : gap / 2 / piece))) / pieces} 50 50)`}
            data-filled={i < have || undefined}
          />
        ))}
      </svg>
      <span>{figure}</span>
    </div>
  );
}
