import type { CliWords } from '../shared/words/cli.ts';
import type { Session } from './command.ts';

/** How far a long work is, on standard error. `clear` makes room for words that follow. */
interface ProgressLine {
  readonly show: (done: number, total: number) => void;
  readonly clear: () => void;
}

/** A line of progress that rewrites itself, on a terminal only. */
export function progressOn(
  { io, global }: Session,
  what: string,
  text: Pick<CliWords['common'], 'progress'>,
): ProgressLine {
  let shown = '';
  const draw = (text: string) => {
    // Padded over what stood there, for not every terminal clears to the end of the line.
    void io.stderr.write(`\r${text.padEnd(shown.length)}`).catch(() => undefined);
    shown = text;
  };
  const silent = !io.stderr.isTTY || global.quiet;
  return {
    show: (done, total) => {
      if (!silent) draw(text.progress(done, total, what));
    },
    clear: () => {
      if (shown === '') return;
      draw('');
      draw('\r');
    },
  };
}

const steps = 10;

/**
 * The same for what takes so long that a log should tell, too: without a terminal a line for each
 * tenth.
 */
export function progressInLog(
  session: Session,
  what: string,
  text: Pick<CliWords['common'], 'progress'>,
): ProgressLine {
  const { io, global } = session;
  if (io.stderr.isTTY || global.quiet) return progressOn(session, what, text);
  let told = 0;
  const show = (done: number, total: number): void => {
    const step = total === 0 ? steps : Math.floor((done * steps) / total);
    if (step <= told) return;
    told = step;
    void io.stderr.write(`${text.progress(done, total, what)}\n`).catch(() => undefined);
  };
  return { show, clear: () => {} };
}
