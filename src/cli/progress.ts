import type { Session } from './command.ts';

/** A line of progress that rewrites itself, on a terminal only; `clear` wipes it before words follow. */
export function progressOn({ io, global }: Session, what: string) {
  let shown = '';
  const draw = (text: string) => {
    // Padded over what stood there, for not every terminal clears to the end of the line.
    void io.stderr.write(`\r${text.padEnd(shown.length)}`).catch(() => undefined);
    shown = text;
  };
  const silent = !io.stderr.isTTY || global.quiet;
  return {
    show: (done: number, total: number): void => {
      if (!silent) draw(`${done} of ${total} ${what}`);
    },
    clear: (): void => {
      if (shown === '') return;
      draw('');
      draw('\r');
    },
  };
}
