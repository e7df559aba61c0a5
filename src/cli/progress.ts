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

/** A line with how fast it goes and how long it takes still, for one file after the other. */
export function paceOn(
  session: Session,
  what: string,
  text: Pick<CliWords['common'], 'progress' | 'pace'>,
): ProgressLine & { readonly begin: (name: string | undefined) => void } {
  let began = performance.now();
  let before = '';
  const line = progressOn(session, what, {
    progress: (done, total) => {
      const seconds = (performance.now() - began) / 1000;
      const rate = done / seconds;
      // The first moments say nothing of the rest.
      const isTold = seconds >= 1 && rate > 0 && done < total;
      const pace = isTold ? text.pace(Math.round(rate), Math.ceil((total - done) / rate)) : '';
      return `${before}${text.progress(done, total, what)}${pace}`;
    },
  });
  const begin = (name: string | undefined) => {
    began = performance.now();
    before = name === undefined ? '' : `${name}: `;
  };
  return { ...line, begin };
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
