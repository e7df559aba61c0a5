import { OneAtATime } from './one-at-a-time.ts';

/** Long work on the vault in front, one of each kind at a time. */
export class Work {
  readonly imports = new OneAtATime();
  readonly exports = new OneAtATime();
  readonly repairs = new OneAtATime();
  readonly healthChecks = new OneAtATime();

  /** Calls off all that runs. */
  cancel(): void {
    for (const one of [this.imports, this.exports, this.repairs, this.healthChecks]) one.cancel();
  }
}
