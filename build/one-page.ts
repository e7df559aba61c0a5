import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };
import { pageText } from '../src/rescue/page-text.ts';

interface Bundle {
  [file: string]: { readonly code?: string };
}
interface Context {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): string;
}

/** Puts script and style of the rescue page into one file, and its SHA-256 beside it. */
export function onePage() {
  return {
    name: 'one-page',
    enforce: 'post' as const,
    generateBundle(this: Context, _options: unknown, bundle: Bundle) {
      const script = Object.values(bundle).find(({ code }) => code !== undefined)?.code ?? '';
      const style = readFileSync(new URL('../src/rescue/style.css', import.meta.url), 'utf8');
      for (const name of Object.keys(bundle)) if (name.endsWith('.js')) delete bundle[name];
      const page = pageText({
        ...hashed('script', inline(script)),
        ...hashed('style', style.replaceAll(/\s+/g, ' ').trim()),
        version: manifest.version,
      });
      const hash = createHash('sha256').update(page).digest('hex');
      this.emitFile({ type: 'asset', fileName: 'rescue.html', source: page });
      this.emitFile({ type: 'asset', fileName: 'rescue.html.sha256', source: `${hash}  rescue.html\n` });
    },
  };
}

/** Nothing in a script may end it, or begin what HTML takes for a comment. */
function inline(script: string): string {
  return script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c').trim();
}

function hashed<T extends 'script' | 'style'>(name: T, text: string) {
  const hash = createHash('sha256').update(text).digest('base64');
  return { [name]: text, [`${name}Hash`]: hash } as Record<T | `${T}Hash`, string>;
}
