// What crosses between the page and its server: JSON, with bytes as base64 and what is undefined
// left out.
const mark = 'bytes:';

export function written(value: unknown): string {
  return JSON.stringify({ value }, (_, one: unknown) =>
    one instanceof Uint8Array
      ? { [mark]: btoa(Array.from(one, (byte) => String.fromCharCode(byte)).join('')) }
      : one,
  );
}

export function read(text: string): unknown {
  const { value } = JSON.parse(text, (_, one: unknown) =>
    typeof one === 'object' && one !== null && mark in one
      ? Uint8Array.from(atob(String(one[mark])), (letter) => letter.charCodeAt(0))
      : one,
  ) as { value?: unknown };
  return value;
}
