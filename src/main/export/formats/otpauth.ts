import { codeOf, namedCode } from '../codes.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import { currentFields, type SecretSource } from '../source.ts';

/** The addresses that authenticators read, a line each. */
export const otpauth: Exporter = {
  // Of a secret that goes nothing but its codes does, which is told as one.
  carries: new Set([
    ...(['tags', 'rules', 'favourites', 'events', 'expiry'] as const),
    ...(['files', 'long-files', 'versions', 'version-states'] as const),
  ]),
  write: otpauthText,
  rehearse: otpauthText,
};

async function* otpauthText(
  source: SecretSource,
  { progress, lose }: Pick<WriteOptions, 'lose' | 'progress'>,
): AsyncGenerator<string> {
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    const fields = currentFields(secret);
    const codes = fields.filter(({ type }) => type === 'otp');
    if (codes.length > 0 && fields.length > codes.length) lose('beside-codes');
    const { title, username } = loginOf(secret, fields);
    for (const { value } of codes) {
      const code = codeOf(value);
      yield `${code === undefined ? value : namedCode(code, title, username)}\n`;
    }
  }
}
