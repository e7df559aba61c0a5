import type { Finding, Unhealthy } from '../main/vault/health/health.ts';
import { fail } from '../shared/failure.ts';
import { dayMs } from '../shared/health.ts';
import type { CliWords } from '../shared/words/cli.ts';

/** The last day of something, of a certificate the day on which it ends. */
export function dayOf({ at, certificate }: { at: number; certificate?: true | undefined }): string {
  return new Date(certificate ? at : at - dayMs).toISOString().slice(0, 10);
}

/**
 * What the app told of the secrets that this program may read; `denied` where it may read none, for
 * that is no good news.
 */
export function lookedThrough<T>({ looked, secrets }: { looked: number; secrets: T }): T {
  return looked === 0 ? fail({ code: 'denied', reason: 'policy' }) : secrets;
}

/** A secret and its reasons, a line each. */
export function healthLines(
  { path, findings }: Unhealthy,
  text: CliWords['health'],
  name: (name: string) => string,
): string[] {
  return [name(path), ...findings.map((finding) => `  ${findingText(finding, text, name)}`)];
}

function findingText(
  { reason, field, at, certificate, others, seen, accepted }: Finding,
  text: CliWords['health'],
  name: (name: string) => string,
): string {
  const more = [
    ...(at !== undefined && reason !== 'old' ? [dayOf({ at, certificate })] : []),
    ...(at !== undefined && reason === 'old' ? [text.since(new Date(at).toISOString().slice(0, 10))] : []),
    ...(seen !== undefined ? [text.seen(seen)] : []),
    ...(others !== undefined ? [text.others(others.map(name))] : []),
    ...(accepted ? [text.accepted] : []),
  ];
  return [text.reasons[reason], ...(field === undefined ? [] : [name(field)]), ...more].join(', ');
}
