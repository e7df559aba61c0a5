import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../crypto/primitives.ts';
import type { RescuePage } from '../recovery/sheet.ts';

const folder = join(import.meta.dirname, 'docs');
export const rescueName = 'rescue.html';

/** The rescue page that the build brings along (pages.ts lays it beside backups); a checkout that was not built has none. */
export function rescuePage(place = folder): RescuePage | undefined {
  const bytes = rescueBytes(place);
  if (bytes === undefined) return undefined;
  const [, version = ''] = /content="Holdfast rescue (\d[\d.]*) of /.exec(bytes.toString('utf8')) ?? [];
  return { version, hash: Buffer.from(sha256(bytes)).toString('hex') };
}

/** The whole of it. */
export function rescueBytes(place = folder): Buffer | undefined {
  const file = join(place, rescueName);
  return existsSync(file) ? readFileSync(file) : undefined;
}
