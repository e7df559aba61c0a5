import type { CSSProperties } from 'react';
import type { TemplateName } from '../../shared/templates.ts';
import styles from './initial.module.css';
import { TemplateIcon } from './template-icon.tsx';

/** So many colours are told apart at a glance. */
const hues = 9;

interface Props {
  title: string;
  template?: TemplateName | undefined;
}

/**
 * What a secret is, on a quiet colour of its title: the same title has the same one. A login, the
 * most frequent, has the title's first letter.
 */
export function Initial({ title, template = 'login' }: Props) {
  return (
    <span
      aria-hidden="true"
      className={styles.initial}
      style={{ '--hue': `${(hash(title) % hues) * (360 / hues)}deg` } as CSSProperties}
    >
      {template === 'login' ? letterOf(title) : <TemplateIcon template={template} />}
    </span>
  );
}

function letterOf(title: string): string {
  return /[\p{L}\p{N}]/u.exec(title)?.[0]?.toUpperCase() ?? '·';
}

// Numbers count for nothing: "server 1" and "server 2" belong together.
function hash(title: string): number {
  let sum = 7;
  for (const letter of title.toLowerCase().replace(/[^\p{L}]/gu, ''))
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}
