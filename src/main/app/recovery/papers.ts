import type { Letter } from '../../recovery/letter.ts';
import type { Sheet } from '../../recovery/sheet.ts';

export type Paper = 'a4' | 'letter';

/** Sheets as paper: read back from their pixels before anything else, then printed or saved. */
export interface Papers {
  /** Refuses when a sheet, drawn as it will be printed, does not read. */
  proof(
    sheets: readonly Sheet[],
    paper: Paper,
    progress: (done: number, total: number) => void,
  ): Promise<void>;
  /** Modules of a sheet's code, row by row: `#` dark, `.` light. */
  code(sheet: Sheet): string[];
  /** The letter for those who come after; as PDF it asks where. `undefined` when it was cancelled. */
  letter(letter: Letter, paper: Paper, as: 'paper' | 'pdf'): Promise<{ file?: string } | undefined>;
  /** The system's dialogue; false when it was cancelled. */
  print(sheets: readonly Sheet[], paper: Paper): Promise<boolean>;
  /** Asks where and writes PDF, one file or one to a sheet; `undefined` when it was cancelled. */
  save(
    sheets: readonly Sheet[],
    paper: Paper,
    each: boolean,
  ): Promise<{ folder: string; files: string[] } | undefined>;
  /** Asks where, and writes the page that opens a backup without Holdfast; `undefined` when it was cancelled. */
  rescue(): Promise<{ folder: string; file: string } | undefined>;
}
