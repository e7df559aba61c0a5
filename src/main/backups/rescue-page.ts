import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../crypto/primitives.ts';
import type { RescuePage } from '../recovery/sheet.ts';

/** The rescue page that the build brings along (pages.ts lays it beside backups); a checkout that was not built has none. */
export function rescuePage(place = join(import.meta.dirname, 'docs')): RescuePage | undefined {
  const file = join(place, 'rescue.html');
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const [, version = ''] = /content="Holdfast rescue (\d[\d.]*) of /.exec(bytes.toString('utf8')) ?? [];
  return { version, hash: Buffer.from(sha256(bytes)).toString('hex') };
}
