import { type Session, session } from 'electron';
import type { Transport } from '../store/transport.ts';

/**
 * Chromium as what carries requests to the services where a person keeps vaults: it knows the
 * system's proxy and the certificates that the system trusts. Its session belongs to no page, and
 * reaches the addresses of those requests alone.
 */
export function serviceTransport(refused: () => void): Transport {
  const reached = new Set<string>();
  let network: Session | undefined;
  return async (address, { method, headers, body, signal }) => {
    network ??= openSession(reached, refused);
    reached.add(new URL(address).origin);
    try {
      return await network.fetch(address, {
        ...{ method, headers, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store' },
        ...(body && { body: body as Uint8Array<ArrayBuffer> }),
      });
    } catch (error) {
      // Where a server sends elsewhere Chromium gives no answer at all.
      if (error instanceof Error && /redirect/i.test(error.message))
        return new Response(null, { status: 302 });
      throw error;
    }
  };
}

// Without "persist:" in its name a session lives in memory. It was closed as every other is when it
// was made.
function openSession(reached: ReadonlySet<string>, refused: () => void): Session {
  const opened = session.fromPartition('holdfast-services', { cache: false });
  opened.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !URL.canParse(url) || !reached.has(new URL(url).origin);
    if (cancel) refused();
    answer({ cancel });
  });
  void opened.setProxy({ mode: 'system' });
  return opened;
}
