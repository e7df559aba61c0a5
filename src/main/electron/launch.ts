import { resolve } from 'node:path';

/** The vault named on a command line, if any: the last argument that ends like one. */
export function vaultFileIn(argv: readonly string[], workingFolder: string): string | undefined {
  const named = argv
    .slice(1)
    .findLast((argument) => !argument.startsWith('-') && /\.holdfast$/i.test(argument));
  return named === undefined ? undefined : resolve(workingFolder, named);
}

const debugging =
  /^--(?:inspect|inspect-brk|inspect-port|inspect-publish-uid|remote-debugging-(?:port|pipe|address)|debug|debug-port|js-flags)(?:=|$)/;

/** Whether a command line would open the app to a debugger, through which anybody reads its memory. */
export function asksForDebugger(argv: readonly string[]): boolean {
  return argv.slice(1).some((argument) => debugging.test(argument));
}
