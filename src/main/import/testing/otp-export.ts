const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const number = (field: number, value: number) => [field * 8, ...varint(value)];
const bytes = (field: number, value: Uint8Array | readonly number[]) => [
  field * 8 + 2,
  ...varint(value.length),
  ...value,
];

/**
 * One picture's part of an export of Google's, as Protocol Buffers write it; accounts as
 * `ISSUER:ACCOUNT`.
 */
export function exportPart(accounts: readonly string[], { of, at }: { of: number; at: number }): string {
  const message = accounts.flatMap((name) => {
    const [issuer = ''] = name.split(':');
    const seed = Buffer.from('12345678901234567890');
    const texts = [...bytes(2, Buffer.from(name)), ...bytes(3, Buffer.from(issuer))];
    return bytes(1, [...bytes(1, seed), ...texts, ...number(4, 1), ...number(5, 1), ...number(6, 2)]);
  });
  const end = [...number(2, 1), ...number(3, of), ...number(4, at), ...number(5, 77)];
  const data = Buffer.from([...message, ...end]).toString('base64');
  return `otpauth-migration://offline?data=${encodeURIComponent(data)}`;
}
