/** What `run` and `inject` say, and where a reference stands. */
export const words = {
  at: {
    template: (line: number) => `line ${line}`,
    envFile: (line: number) => `env file, line ${line}`,
  },
  noCommand: 'There is no such command. It was not started.',
  notRunnable: 'The command cannot be run. It was not started.',
  notStarted: (why: string) => `The command cannot be started. ${why}`,
  tooLong: 'Its arguments and variables are longer than the system allows.',
  notPermitted: 'Running it, or what its first line names, is not permitted.',
  foreign: 'It is no program of this system.',
  system: (code: string) => `The system does not start it (${code}).`,
  missing: 'It, or a part that it needs, is not there.',
  windowsLines:
    'Its first line ends as on Windows (CR LF), so the program that it names is not found; save it with plain line ends.',
  missingProgram: (name: string) => `Its first line names a program that is not there: ${name}.`,
  tooShort: (name: string, bytes: number) =>
    `A value in ${name} is not masked: it has less than ${bytes} bytes.`,
};
