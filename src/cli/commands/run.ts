import type { Command } from '../child/child.ts';
import { findProgram } from '../child/program.ts';
import { NotStarted, whyNotStarted } from '../child/unstarted.ts';
import { type Call, command } from '../command.ts';
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
    help: "a field of a secret as a variable; 'PREFIX*=PATH': all its fields, named in capitals",
  },
  secret: { value: 'PATH', many: true, help: 'all fields of a secret as variables of their own names' },
  'env-file': {
    value: 'FILE',
    many: true,
    help: 'variables in dotenv syntax, whose values may hold holdfast://PATH#KEY',
  },
  'no-masking': { help: 'leave the output as it is' },
} as const;

export const runCommand = command({
  name: 'run',
  args: '-- COMMAND...',
  count: [1, 100_000],
  about:
    'Runs a command with values of secrets in its environment, and ends with its exit code (128 + n when signal n ended\n' +
    'it). In what it prints, hidden values are masked, also as base64, hex, in URLs, JSON or shell quotes; values of less\n' +
    'than 4 bytes are not. That keeps values out of logs by accident; it stops no program that wants to tell them.\n' +
    'Signals, standard input and the terminal pass through: a command that prints to a terminal gets one, joined to\n' +
    'yours. Nothing is written to disk, and no value is on a command line. Exit 3 when something is missing, before the\n' +
    'command starts; 127 when there is no such command. Names that change what programs run (PATH, LD_PRELOAD and the\n' +
    'like) are taken from no secret (exit 8) unless --env NAME=PATH#KEY says them. docs/run.md tells more.',
  options,
  examples: [
    'holdfast run --env PGPASSWORD=prod/db/orders#password -- psql -h db orders',
    "holdfast run --env 'PG*=prod/db/orders' -- psql            # user and password as PGUSER and PGPASSWORD",
    'holdfast run --env-file .env -- npm start                # DB_URL=postgres://app:{{ holdfast://prod/db#password }}@db',
  ],
  run: async (call) => {
    const asked = await askedFor(call);
    const [name = '', ...args] = call.args;
    const found = await readAll(call, asked);
    if (typeof found === 'number') return found;
    const env = environment(call.io.env, found);
    // In our own PATH: no value of a secret decides what is run.
    const program = findProgram(name, call.io.env['PATH']);
    if ('code' in program) {
      await call.io.stderr.write(
        `holdfast: ${program.code === 127 ? 'There is no such command' : 'The command cannot be run'}. It was not started.\n`,
      );
      return program.code;
    }
    const withoutInput = call.global['passphrase-file'] === '-';
    const started = { name, file: program.file, args, env, withoutInput };
    try {
      return await start(call, started, found);
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      const { exit, words } = whyNotStarted(error, started);
      await complain(call, `The command cannot be started. ${words}`);
      return exit;
    }
  },
});

// In this order later ones win: what is typed goes before what stands in a file.
async function askedFor({
  options: { env, secret, 'env-file': files },
  io,
}: Call<typeof options>): Promise<Asked[]> {
  if (env.length + secret.length + files.length === 0)
    misuse(
      'Say which secrets the command is to have: --env NAME=PATH#KEY, --secret PATH or --env-file FILE.',
    );
  const flags = env.map(askedByFlag);
  const names = flags.map(({ place }) => place);
  const twice = names.find((place, index) => names.indexOf(place) !== index);
  if (twice !== undefined) misuse(`${twice} is given twice.`);
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
      await say(call, `A value in ${name} is not masked: it has less than ${shortest} bytes.`);
  const needles = variables.flatMap(({ secrets }) => secrets.flatMap(needlesOf));
  if (io.stdout.isTTY) {
    const { runOnTerminal } = await import('../child/terminal.ts');
    const code = await runOnTerminal(started, needles, io);
    if (code !== undefined) return code;
  }
  return runPiped(started, needles, io);
}
