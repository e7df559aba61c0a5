/** Where the page of sheets lies while it is printed; only its own session serves it. */
export const sheetsAddress = 'holdfast://sheets/';

/**
 * Where the window rests between two pages of the app: another site, so that the next page has a
 * process of its own.
 */
export const restAddress = 'holdfast://rest/';

/** Whether a page may ask for this address: our own scheme, and Vite's server while developing. */
export function mayRequest(address: string, devServer?: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  if (protocol === 'holdfast:')
    return host === 'app' || host === 'crash' || address === restAddress || address === sheetsAddress;
  if (devServer === undefined) return false;
  if (protocol === 'devtools:') return true;
  return ['http:', 'ws:'].includes(protocol) && host === new URL(devServer).host;
}
