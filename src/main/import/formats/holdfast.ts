import { attachmentInfo } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { sha256 } from '../../crypto/primitives.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { historyOf, type ImportedHistory } from '../history.ts';
import { parseObject } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';

/** The form of an export of ours that this reads. */
const known = 1;

/** What `holdfast export --format json` wrote: every secret with its whole history. */
export function readHoldfast({ bytes }: Source): Reading {
  const text = decodeText(bytes);
  parseObject(text);
  const { version, secrets, files } = JSON.parse(text) as Record<string, unknown>;
  const inside = filesIn(files);
  if (version !== known) refuse('newer-version', typeof version === 'number' ? { version } : {});
  if (!Array.isArray(secrets)) return refuse('malformed', { part: 'content' });
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const secret of secrets) {
      done += 1;
      yield itemOf(secret, done, inside);
    }
  };
  return { items: items(), total: secrets.length, done: () => done };
}

/** Long files that lie in the export itself, as in one that age sealed: base64 by their SHA-256. */
type Inside = ReadonlyMap<string, string>;

function filesIn(files: unknown): Inside {
  if (typeof files !== 'object' || files === null) return new Map();
  const texts = Object.entries(files).filter((one): one is [string, string] => typeof one[1] === 'string');
  return new Map(texts.filter(([digest, text]) => digestOf(text) === digest));
}

function digestOf(base64: string): string {
  return Buffer.from(sha256(Buffer.from(base64, 'base64'))).toString('hex');
}

function withFiles(history: ImportedHistory, inside: Inside): ImportedHistory {
  if (inside.size === 0) return history;
  const withFile = (field: Field): Field => {
    const { digest = '' } = (field.type === 'attachment' && attachmentInfo(field.value)) || {};
    const value = inside.get(digest);
    return value === undefined ? field : { ...field, type: 'file', value };
  };
  const versions = history.versions.map((version) =>
    version.fields === undefined ? version : { ...version, fields: version.fields.map(withFile) },
  );
  return { ...history, versions };
}

function itemOf(secret: unknown, number: number, inside: Inside): Item {
  const history = historyOf(secret);
  if (history !== undefined) return { kind: 'history', history: withFiles(history, inside) };
  const path = (secret as { path?: unknown } | null)?.path;
  const place = typeof path === 'string' && path !== '' ? path : String(number);
  return { kind: 'failed', problem: { place, reason: 'unfit' } };
}
