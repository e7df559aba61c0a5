import type { Exporter, WriteOptions } from '../exporter.ts';
import { currentFields, type SecretSource } from '../source.ts';

/** The addresses that authenticators read, a line each. */
export const otpauth: Exporter = {
  carries: new Set([
    ...(['tags', 'rules', 'favourites', 'types', 'events'] as const),
    ...(['files', 'long-files', 'versions'] as const),
  ]),
  write: otpauthText,
};

async function* otpauthText(source: SecretSource, { progress }: WriteOptions): AsyncGenerator<string> {
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    for (const { type, value } of currentFields(secret)) if (type === 'otp') yield `${value}\n`;
  }
}
