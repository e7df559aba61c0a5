import type { Table } from '../command.ts';
import { command } from '../command.ts';
import { misuse } from '../usage.ts';

/** The command for a table of commands, which it is itself in: it cannot import that. */
export const completionOf = (table: Table) =>
  command({
    name: 'completion',
    args: 'SHELL',
    count: [1, 1],
    options: {},
    run: async ({ args: [shell = ''], io }) => {
      const { places } = await import('../completion/model.ts');
      const write = await writerOf(shell);
      await io.stdout.write(write(await places(table)));
      return undefined;
    },
  });

async function writerOf(shell: string) {
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash.ts')).bash;
    case 'zsh':
      return (await import('../completion/zsh.ts')).zsh;
    case 'fish':
      return (await import('../completion/fish.ts')).fish;
    default:
      return misuse((say) => say.shell);
  }
}
