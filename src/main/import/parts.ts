import type { ImportRequest } from './import.ts';

/**
 * Pictures are parts of one export, and `x.pub` is the public half of the key `x`, wherever they
 * stand among the files.
 */
export function withPartsJoined<One extends Pick<ImportRequest, 'file' | 'format' | 'bytes' | 'beside'>>(
  requests: readonly One[],
): readonly One[] {
  const keys = new Set(requests.filter(isKey).map(({ file }) => file));
  const isHalf = (one: One) =>
    isKey(one) && one.file.endsWith('.pub') && keys.has(one.file.slice(0, -'.pub'.length));
  const [first, ...others] = requests.filter(isPicture);
  return requests.flatMap((one) => {
    if (one === first) return [{ ...one, beside: others.map(({ file }) => file) }];
    if (isPicture(one) || isHalf(one)) return [];
    const half = `${one.file}.pub`;
    return isKey(one) && keys.has(half) ? [{ ...one, beside: [half] }] : [one];
  });
}

function isPicture({ format, bytes, file }: Pick<ImportRequest, 'file' | 'format' | 'bytes'>): boolean {
  return format === 'otpauth-pictures' && bytes === undefined && !/[.]zip$/i.test(file);
}

function isKey({ format, bytes }: Pick<ImportRequest, 'format' | 'bytes'>): boolean {
  return format === 'pem' && bytes === undefined;
}
