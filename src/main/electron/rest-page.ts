/**
 * Nothing on the window's own ground: what is seen for a moment while one page of the app takes the
 * place of another.
 */
export function restPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Holdfast</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; background: ${ground.light}; }
@media (prefers-color-scheme: dark) { :root { background: ${ground.dark}; } }
</style>
</head>
</html>`;
}

/** The page's ground in either theme, as styles/tokens.css has it. */
export const ground = { light: '#f5f6f4', dark: '#161a19' } as const;
