import { fail } from '../../shared/failure.ts';
import { command } from '../command.ts';
import { readAll, readInput, textOf } from '../input.ts';
import { printExactly } from '../print.ts';
import { refuseProgramVariables } from '../program-variables.ts';
import { withSecrets } from '../reach.ts';
import { type Read, Resolver, tellProblems } from '../references/resolve.ts';
import { type Part, parseTemplate } from '../references/template.ts';
import { replaceFile } from '../replace-file.ts';
import { isStandardOutput } from '../stream-target.ts';
import { misuse } from '../usage.ts';

export const inject = command({
  name: 'inject',
  args: '[TEMPLATE]',
  count: [0, 1],
  options: {
    out: {
      value: 'FILE',
    },
    allow: { value: 'NAME', many: true },
  },
  run: async (call) => {
    const [file = '-'] = call.args;
    const { io } = call;
    if (file === '-' && call.global['passphrase-file'] === '-') misuse((say) => say.templateInput);
    const bytes = file === '-' ? await readAll(io) : await readInput(file, { for: 'template' }, io.signal);
    const parts = parseTemplate(
      textOf(bytes) ?? fail({ code: 'bad-input', what: 'file', reason: 'not-text', for: 'template' }),
    );
    for (const part of parts)
      if (part.kind === 'fault') {
        const { reason, line } = part;
        fail({ code: 'bad-input', what: 'reference', reason, for: 'template', line });
      }
    refuseProgramVariables(
      assigned(parts).filter((name) => !call.options.allow.includes(name)),
      { for: 'template' },
    );
    const filled = parts.some(({ kind }) => kind === 'reference')
      ? await withSecrets(call, (read) => fill(parts, read))
      : await fill(parts, () => Promise.reject(new Error('no reference to read')));
    if (Array.isArray(filled)) return tellProblems(call, filled);
    const { out } = call.options;
    const isOutput = out === undefined || isStandardOutput(out);
    await (isOutput ? printExactly(call, filled) : replaceFile(out, filled));
    return undefined;
  },
});

/** The filled template, or what is missing. */
async function fill(parts: readonly Part[], read: Read): Promise<Buffer | Resolver['problems']> {
  const resolver = new Resolver(read);
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    if (part.kind === 'text') pieces.push(Buffer.from(part.text));
    if (part.kind !== 'reference') continue;
    const value = await resolver.value({ place: { template: part.line }, reference: part.reference });
    if (value !== undefined) pieces.push(value.bytes);
  }
  return resolver.problems.length > 0 ? resolver.problems : Buffer.concat(pieces);
}

/**
 * The variables that lines such as `NAME=…` and `export NAME=…` would give a value of the vault.
 */
function assigned(parts: readonly Part[]): string[] {
  let line = '';
  return parts.flatMap((part) => {
    if (part.kind === 'text') line = `${line}${part.text}`.slice(`${line}${part.text}`.lastIndexOf('\n') + 1);
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/.exec(line)?.[1];
    return part.kind === 'reference' && name !== undefined ? [name] : [];
  });
}
