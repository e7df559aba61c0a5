// What Holdfast itself calls in a window that nobody sees (docs/rescue.md, Drill). A person never
// meets it, and no vault reaches it: there is no markup and no script in this page but its own.
import type { DrillKey, DrillReading } from '../shared/drill.ts';
import { deriveSlowly } from './crypto/slow.ts';
import { drilled } from './drill.ts';
import { Trouble } from './format/trouble.ts';
import type { DeriveSlowly } from './format/ways.ts';

const slowly: DeriveSlowly = (passphrase, kdf) =>
  deriveSlowly({ passphrase, kdf }, () => undefined, new AbortController().signal);

/** Reads the file that was put into the page; how far it is stands in the title. */
async function holdfastDrill(key: DrillKey, salt: string): Promise<DrillReading | undefined> {
  const input = document.getElementById('drilled');
  const files = input instanceof HTMLInputElement ? [...(input.files ?? [])] : [];
  const told = (part: number) => {
    document.title = `drill ${part.toFixed(2)}`;
  };
  try {
    return await drilled(files, key, { salt, slowly, told });
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}

Object.assign(globalThis, { holdfastDrill });
