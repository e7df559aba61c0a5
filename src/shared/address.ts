/**
 * The address that a field holds, as a browser is given it: http or https, on some host, without a
 * name or password in it. `undefined`: it holds none. One without a scheme is https.
 */
export function webAddress(value: string): string | undefined {
  const text = value.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a browser would leave them out, and open another address.
  if (text === '' || text.length > 2_048 || /[\s\u0000-\u001f\u007f\\]/.test(text)) return undefined;
  const whole = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  const url = parsed(whole);
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (!/^https?:\/\/[^/]/i.test(whole) || url.username !== '' || url.password !== '') return undefined;
  const named = /^[^.]+(?:\.[^.]+)+\.?$/.test(url.hostname) || url.hostname.startsWith('[');
  return named || whole === text ? url.href : undefined;
}

// URL.parse is too young for the older of our runtimes.
function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
