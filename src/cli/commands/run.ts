import type { Command } from '../child/child.ts';
import { findProgram } from '../child/program.ts';
import { NotStarted, whyNotStarted } from '../child/unstarted.ts';
import { type Call, command } from '../command.ts';
import { texts } from '../language.ts';
import { needlesOf, shortest } from '../mask/forms.ts';
import { complain, say } from '../print.ts';
import { withSecrets } from '../reach.ts';
import { Resolver, tellProblems } from '../references/resolve.ts';
import { misuse } from '../usage.ts';
import {
  type Asked,
  askedByFile,
  askedByFlag,
  askedBySecret,
  type Variable,
  variablesOf,
} from '../variables.ts';

const options = {
  env: {
    value: 'NAME=PATH#KEY',
    many: true,
  },
  secret: { value: 'PATH', many: true },
  'env-file': {
    value: 'FILE',
    many: true,
  },
  'no-masking': {},
} as const;

export const runCommand = command({
  name: 'run',
  args: '-- COMMAND...',
  count: [1, 100_000],
  options,
  run: async (call) => {
    const asked = await askedFor(call);
    const [name = '', ...args] = call.args;
    const found = await readAll(call, asked);
    if (typeof found === 'number') return found;
    const env = environment(call.io.env, found);
    // In our own PATH: no value of a secret decides what is run.
    const program = findProgram(name, call.io.env['PATH']);
    if ('code' in program) {
      const text = await texts('run');
      await complain(call, program.code === 127 ? text.noCommand : text.notRunnable);
      return program.code;
    }
    const withoutInput = call.global['passphrase-file'] === '-';
    const started = { name, file: program.file, args, env, withoutInput };
    try {
      return await start(call, started, found);
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      const text = await texts('run');
      const { exit, words } = whyNotStarted(error, started, text);
      await complain(call, text.notStarted(words));
      return exit;
    }
  },
});

// In this order later ones win: what is typed goes before what stands in a file.
async function askedFor({
  options: { env, secret, 'env-file': files },
  io,
}: Call<typeof options>): Promise<Asked[]> {
  if (env.length + secret.length + files.length === 0) misuse((say) => say.whichSecrets);
  const flags = env.map(askedByFlag);
  const names = flags.map(({ place }) => ('option' in place ? place.option : ''));
  const twice = names.find((place, index) => names.indexOf(place) !== index);
  if (twice !== undefined) misuse((say) => say.twice(twice));
  const inFiles: Asked[] = [];
  for (const file of files) inFiles.push(...(await askedByFile(file, io.signal)));
  return [...inFiles, ...secret.map(askedBySecret), ...flags];
}

/** The variables, or the exit code when something is missing. */
async function readAll(call: Call<typeof options>, asked: readonly Asked[]): Promise<Variable[] | number> {
  const needsVault = asked.some(
    (one) => one.kind !== 'text' || one.parts.some(({ kind }) => kind === 'reference'),
  );
  const work = async (read: ConstructorParameters<typeof Resolver>[0]) => {
    const resolver = new Resolver(read);
    const variables = await variablesOf(asked, resolver);
    return resolver.problems.length > 0 ? tellProblems(call, resolver.problems) : variables;
  };
  return needsVault
    ? withSecrets({ ...call, unadvised: true }, work)
    : work(() => Promise.reject(new Error('no reference to read')));
}

function environment(own: Call['io']['env'], variables: readonly Variable[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) if (value !== undefined) env[name] = value;
  for (const { name, value } of variables) {
    // Windows makes no difference between Path and PATH, and of two takes one.
    if (process.platform === 'win32')
      for (const same of Object.keys(env)) if (same.toUpperCase() === name.toUpperCase()) delete env[same];
    env[name] = value;
  }
  return env;
}

async function start(
  call: Call<typeof options>,
  started: Command,
  variables: readonly Variable[],
): Promise<number> {
  const { io } = call;
  const { runPiped, runPlain } = await import('../child/piped.ts');
  if (call.options['no-masking']) return runPlain(started, [], io);
  for (const { name, secrets } of variables)
    if (secrets.some((secret) => secret.length > 0 && needlesOf(secret).length === 0))
      await say(call, (await texts('run')).tooShort(name, shortest));
  const needles = variables.flatMap(({ secrets }) => secrets.flatMap(needlesOf));
  if (io.stdout.isTTY) {
    const { runOnTerminal } = await import('../child/terminal.ts');
    const code = await runOnTerminal(started, needles, io);
    if (code !== undefined) return code;
  }
  return runPiped(started, needles, io);
}
