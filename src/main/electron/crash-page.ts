import { language, words } from './words.ts';

const text = words.crash;
/** What the crash page can be about. */
export type Crash = keyof typeof text.reasons;

/** Where its two buttons lead; both are caught before anything is loaded. */
export const crashActions = { again: 'holdfast://crash/again', quit: 'holdfast://crash/quit' } as const;

export function isCrash(name: string): name is Crash {
  return Object.hasOwn(words.crash.reasons, name);
}

/** The address of the page that says so. */
export function crashAddress(crash: Crash): string {
  return `holdfast://crash/${crash}`;
}

/** A page without a script, for the one that should be here has failed. */
export function crashPage(crash: Crash, logFile: string, nonce: string): string {
  const again = crash === 'main' ? text.startAgain : text.reload;
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(text.title)}</title>
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
<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.reasons[crash])}</p>
<p>${escapeHtml(text.saved)} <code>${escapeHtml(logFile)}</code></p>
<nav><a href="${crashActions.again}">${escapeHtml(again)}</a><a href="${crashActions.quit}">${escapeHtml(text.quit)}</a></nav>
</main>
</body>
</html>`;
}

function escapeHtml(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
