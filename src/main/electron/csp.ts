/** What a page of ours is served with. */
export interface Policy {
  /** Fresh for each load; React Aria and Vite read it from `<meta property="csp-nonce">`. */
  readonly nonce: string;
  /** Origin of Vite's server while developing. */
  readonly devServer?: string;
}

/** The Content-Security-Policy of the window: everything is refused but what it is made of. */
export function contentSecurityPolicy({ nonce, devServer }: Policy): string {
  const dev = devServer !== undefined;
  const directives = [
    "default-src 'none'",
    // Vite's preamble for hot reload is an inline script.
    dev ? "script-src 'self' 'unsafe-inline'" : "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    `connect-src ${dev ? `'self' ${devServer.replace(/^http/, 'ws')}` : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No page of ours needs to turn a text into markup or code.
    ...(dev ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ];
  return directives.join('; ');
}

/** The policy of the crash page, which has a style and nothing else. */
export function crashPagePolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/**
 * Headers of every answer, besides its type and policy. Not among them: `Origin-Agent-Cluster`, for
 * with it the main process of Electron 33 traps (a failed CHECK) as soon as a page of a scheme of
 * one's own is loaded.
 */
export const strictHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
};

/** The page with the nonce where its libraries look for it. */
export function withNonce(html: string, nonce: string): string {
  return html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}" content="${nonce}">`);
}

/** The page in a language: the window takes its words from it. */
export function withLanguage(html: string, language: string): string {
  return html.replace('<html lang="en">', `<html lang="${language}">`);
}
