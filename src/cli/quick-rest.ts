import { writeSync } from 'node:fs';
import { api } from '../shared/api.ts';
import { fail, failureOf } from '../shared/failure.ts';
import { fieldCalled } from '../shared/templates.ts';
import { exitCode } from './exit.ts';
import { speakAs } from './language.ts';
import { referenceOf } from './reference.ts';
import { sentence } from './sentences.ts';

// What `quick.ts` seldom needs: files, and words for what was refused.

/** Prints a field that is no plain text, or refuses as `secret get` does. */
export async function finish(path: string, key: string, answer: unknown): Promise<void> {
  const parsed = api['secret.get'].output.safeParse(answer);
  if (!parsed.success) return fail({ code: 'socket', reason: 'broken' });
  const { version, fields } = parsed.data;
  if (version === 0) fail({ code: 'not-found', what: 'live', name: path });
  const field = fieldCalled(fields, key);
  if (field === undefined) return fail({ code: 'not-found', what: 'field', name: key });
  const bytes = Buffer.from(field.value, field.type === 'file' ? 'base64' : 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/** Says what went wrong, and ends with its exit code. */
export async function tell(error: unknown): Promise<void> {
  const failure = failureOf(error) ?? { code: 'internal' as const, reference: referenceOf(error) };
  speakAs(process.env);
  writeSync(2, `holdfast: ${await sentence(failure)}\n`);
  process.exit(exitCode(failure));
}
