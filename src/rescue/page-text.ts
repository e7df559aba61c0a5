/** By hand with each release: a build is the same on every day. */
export const editionDate = '2026-11-29';

/** The texts of a page's two parts, and the hashes by which alone a browser takes them. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
  /** SHA-256 in base64. */
  readonly styleHash: string;
  readonly scriptHash: string;
  /** Holdfast's. */
  readonly version: string;
}

/** All of rescue.html. The build writes it; the page computes its own SHA-256 from it. */
export function pageText({ style, script, styleHash, scriptHash, version }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Holdfast rescue ${version} of ${editionDate}">
<title>Holdfast rescue</title>
<style>${style}</style>
</head>
<body>
<noscript>This page needs a browser that runs scripts: open it on a computer. / Diese Seite braucht einen Browser, der Skripte ausführt: Öffnen Sie sie auf einem Computer.</noscript>
<script>${script}</script>
</body>
</html>
`;
}
