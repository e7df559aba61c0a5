import type { Paper } from '../main/recovery/sheet.ts';
import { misuse } from './usage.ts';

interface PageFormat {
  readonly format: 'html' | 'pdf';
  readonly paper: Paper;
}

/** What sheets and the letter are written as: HTML on A4 unless said otherwise. */
export function pageFormat({
  format = 'html',
  paper = 'a4',
}: {
  readonly format: string | undefined;
  readonly paper: string | undefined;
}): PageFormat {
  if (format !== 'html' && format !== 'pdf') return misuse((say) => say.oneOf('format', ['html', 'pdf']));
  if (paper !== 'a4' && paper !== 'letter') return misuse((say) => say.oneOf('paper', ['a4', 'letter']));
  return { format, paper };
}
