const reasons = {
  renderer:
    'The window’s page ended unexpectedly. The vault has been locked; what you had not saved is lost.',
  main: 'Something went wrong inside Holdfast. The vault has been locked; it is best to start again.',
  load: 'The window’s page could not be loaded. The vault has been locked.',
} as const;
/** What the crash page can be about. */
export type Crash = keyof typeof reasons;

/** Where its two buttons lead; both are caught before anything is loaded. */
export const crashActions = { again: 'holdfast://crash/again', quit: 'holdfast://crash/quit' } as const;

export function isCrash(text: string): text is Crash {
  return Object.hasOwn(reasons, text);
}

/** The address of the page that says so. */
export function crashAddress(crash: Crash): string {
  return `holdfast://crash/${crash}`;
}

/** A page without a script, for the one that should be here has failed. */
export function crashPage(crash: Crash, logFile: string, nonce: string): string {
  const again = crash === 'main' ? 'Start again' : 'Reload';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Holdfast stopped</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { display: grid; min-height: 100vh; margin: 0; place-items: center; }
main { max-width: 36rem; padding: 2rem; }
h1 { font-size: 1.4rem; }
code { overflow-wrap: anywhere; user-select: all; }
nav { display: flex; gap: 1rem; margin-top: 2rem; }
a { padding: .5rem 1.25rem; border: 1px solid; border-radius: .4rem; color: inherit; text-decoration: none; }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
</style>
</head>
<body>
<main role="alert">
<h1>Holdfast stopped</h1>
<p>${reasons[crash]}</p>
<p>Your vault file is as it was after the last change that was saved. What happened is written, without any of your
secrets, in <code>${escapeHtml(logFile)}</code></p>
<nav><a href="${crashActions.again}">${again}</a><a href="${crashActions.quit}">Quit</a></nav>
</main>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
