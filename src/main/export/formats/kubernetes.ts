import type { Exporter, WriteOptions } from '../exporter.ts';
import { FreshNames } from '../names.ts';
import { currentFields, type ExportedSecret, type SecretSource } from '../source.ts';

/**
 * Manifests of Kubernetes' kind `Secret`, one document each; small files are keys as any other. The
 * path stands in an annotation, for a name there has small letters, digits, `-` and `.` alone.
 */
export const kubernetes: Exporter = {
  carries: new Set(['files', 'others']),
  write: manifests,
  rehearse: manifests,
};

type Options = Pick<WriteOptions, 'lose' | 'progress'>;

async function* manifests(source: SecretSource, options: Options): AsyncGenerator<string> {
  const names = new FreshNames(() => options.lose('renamed'));
  for await (const secret of source.secrets(options.progress)) {
    if (secret.current === 0) continue;
    if (sizeOf(secret) > mostBytes) options.lose('too-large');
    else yield manifest(secret, names, options);
  }
}

/** Bytes of one Secret's data, beyond which the server refuses it. */
const mostBytes = 1024 * 1024;

function sizeOf(secret: ExportedSecret): number {
  return currentFields(secret).reduce((sum, { type, value }) => {
    if (type === 'attachment') return sum;
    return sum + (type === 'file' ? Buffer.byteLength(value, 'base64') : Buffer.byteLength(value));
  }, 0);
}

function manifest(secret: ExportedSecret, names: FreshNames, options: Options): string {
  const plain = objectName(secret.path);
  const name = names.fresh(plain, (n) => `${plain.slice(0, 240).replace(/[-.]+$/, '')}-${n}`);
  const keys = new FreshNames(() => options.lose('renamed'));
  const data = currentFields(secret)
    .filter(({ type }) => type !== 'attachment')
    .map(({ name, type, value }) => {
      const key = keyOf(name);
      if (key !== name) options.lose('renamed');
      if (type === 'url' || type === 'note' || type === 'otp') options.lose('field-types');
      const base64 = type === 'file' ? value : Buffer.from(value).toString('base64');
      return `  ${quoted(keys.fresh(key, (n) => `${key.slice(0, 240)}_${n}`))}: "${base64}"\n`;
    });
  return [
    '---\napiVersion: v1\nkind: Secret\nmetadata:\n',
    `  name: ${quoted(name)}\n  annotations:\n    holdfast/path: ${quoted(secret.path)}\n`,
    'type: Opaque\n',
    data.length === 0 ? 'data: {}\n' : `data:\n${data.join('')}`,
  ].join('');
}

/** In YAML 1.1, which `kubectl` reads, these end a line within quotes, too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029\ufeff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Letters, digits, `-`, `_` and `.`; Kubernetes refuses one that begins as a way upwards, too. */
function keyOf(name: string): string {
  const key = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 253);
  return key === '.' || key.startsWith('..') ? `_${key.slice(1)}` : key;
}

/** RFC 1123's name of a subdomain, at most 253 characters. */
function objectName(path: string): string {
  const plain = path
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '')
    .replace(/[.-]*\.[.-]*/g, '.');
  return plain === '' ? 'secret' : plain;
}
