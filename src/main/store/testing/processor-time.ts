/**
 * Milliseconds of processor time that this process spends on work: what a bound on hostile input is
 * measured by, for a busy machine makes the clock run ahead of the work.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
