import { words } from '../../shared/words/en/cli/usage.ts';
import { UsageError } from '../usage.ts';

/** What is said of wrong usage that a function finds; another error is thrown. */
export function misuseOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.say(words);
    throw error;
  }
  return '';
}
