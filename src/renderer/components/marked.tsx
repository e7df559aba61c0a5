import { marked } from '../../shared/marks.ts';
import styles from './marked.module.css';

/** A text in which the words of a query are marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  if (query.trim() === '') return text;
  return marked(text, query).map((piece, i) =>
    piece.found ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text.
      <mark key={i} className={styles.found}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
