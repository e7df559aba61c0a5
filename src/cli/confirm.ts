import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { misuse, type Say } from './usage.ts';
import { visible } from './visible.ts';

/** Asks a person, and is true only when they said yes. */
export type Confirm = (question: string) => Promise<boolean>;

/**
 * How this session can ask: the program that SSH_ASKPASS names, as ssh-agent does, or its own
 * terminal. Exit 2 where there is neither, with a sentence that says what to do.
 */
export async function confirmer(
  { io }: Session,
  otherwise: Say = (say) => say.nobodyToAsk,
): Promise<Confirm> {
  const program = io.env['SSH_ASKPASS'];
  if (program) return (question) => askProgram(program, question, io.env);
  const terminal = await io.terminal();
  if (terminal === undefined) return misuse(otherwise);
  const text = await texts('common');
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    // One question at a time: an answer must belong to what is on the screen.
    const asked = last.then(() => terminal.ask(text.typeYes(visible(question)), io.signal));
    last = asked.catch(() => undefined);
    return asked.then(
      (line) => ['yes', text.yes].includes(line.trim().toLowerCase()),
      () => false,
    );
  };
}

async function askProgram(program: string, question: string, env: Session['io']['env']): Promise<boolean> {
  // What OpenSSH sets for the same question (ssh-agent(1), -c).
  const child = spawn(program, [question], {
    env: { ...env, SSH_ASKPASS_PROMPT: 'confirm' },
    stdio: 'ignore',
  });
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } catch {
    return false;
  }
}
