import styles from './square-code.module.css';

/** Modules around the code that stay light: a reader needs them. */
const quiet = 4;

/**
 * A QR code from its modules, row by row: `#` dark, anything else light. Black on white in every
 * theme.
 */
export function SquareCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={outline(rows)} fill="#000" />
    </svg>
  );
}

/** One path of all dark modules: each run of a row is one box. */
export function outline(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/#+/g)].map(
        ({ index, 0: run }) => `M${quiet + index} ${quiet + y}h${run.length}v1h-${run.length}z`,
      ),
    )
    .join('');
}
