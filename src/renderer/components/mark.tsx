import type { VaultColor } from '../../shared/vault-look.ts';

interface Props {
  size?: number;
  /** Of a vault; missing: the app's own. */
  color?: VaultColor | undefined;
}

/** The mark: a keyhole held by what grips a rock. */
export function Mark({ size = 40, color }: Props) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" fill="none" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="38"
        height="38"
        rx="10"
        fill={color ? `var(--vault-${color})` : 'var(--accent)'}
      />
      <g stroke="var(--on-accent)" strokeWidth="2.4" strokeLinecap="round">
        <circle cx="20" cy="14.5" r="5" />
        <path d="M20 19.5V25" />
        <path d="M20 25c0 4-6 3-8.5 7" />
        <path d="M20 25c0 4 6 3 8.5 7" />
        <path d="M20 25v7" />
      </g>
    </svg>
  );
}
