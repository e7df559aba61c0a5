/**
 * Progress in a hundred steps: enough for any bar, and few messages. It may be of one work after the
 * other: one that is at its end at once is told, too.
 */
export function steps(show: (done: number, total: number) => void): (done: number, total: number) => void {
  let shown = '';
  return (done, total) => {
    const step = `${total === 0 ? 0 : Math.floor((100 * done) / total)} of ${total === 0 ? 0 : 1}`;
    if (step !== shown) show(done, total);
    shown = total > 0 && done >= total ? '' : step;
  };
}
