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
};

async function* manifests(source: SecretSource, options: WriteOptions): AsyncGenerator<string> {
  const names = new FreshNames(() => options.lose('renamed'));
  for await (const secret of source.secrets(options.progress))
    if (secret.current > 0) yield manifest(secret, names, options);
}

function manifest(secret: ExportedSecret, names: FreshNames, options: WriteOptions): string {
  const plain = objectName(secret.path);
  const name = names.fresh(plain, (n) => `${plain.slice(0, 240)}-${n}`);
  const keys = new FreshNames(() => options.lose('renamed'));
  const data = currentFields(secret)
    .filter(({ type }) => type !== 'attachment')
    .map(({ name, type, value }) => {
      const key = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 253);
      if (key !== name) options.lose('renamed');
      const base64 = type === 'file' ? value : Buffer.from(value).toString('base64');
      return `  ${JSON.stringify(keys.fresh(key, (n) => `${key.slice(0, 240)}_${n}`))}: "${base64}"\n`;
    });
  return [
    '---\napiVersion: v1\nkind: Secret\nmetadata:\n',
    `  name: ${JSON.stringify(name)}\n  annotations:\n    holdfast/path: ${JSON.stringify(secret.path)}\n`,
    'type: Opaque\n',
    data.length === 0 ? 'data: {}\n' : `data:\n${data.join('')}`,
  ].join('');
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
