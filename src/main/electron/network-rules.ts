/** Whether a page may ask for this address: our own scheme, and Vite's server while developing. */
export function mayRequest(address: string, devServer?: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  if (protocol === 'holdfast:') return host === 'app' || host === 'crash';
  if (devServer === undefined) return false;
  if (protocol === 'devtools:') return true;
  return ['http:', 'ws:'].includes(protocol) && host === new URL(devServer).host;
}
