import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electron } from './fixtures.ts';

interface SmallDisk {
  /** As mount takes it. */
  size: string;
  /** Files that lie on it from the start. */
  holds?: readonly string[];
  /** Leaves no byte free. */
  full?: true;
}

/**
 * Electron where one folder is a small disk, seen by it alone: no right of root is needed for that.
 */
export function onSmallDisk(home: string, disk: string, { size, holds = [], full }: SmallDisk): string {
  const program = join(home, 'electron-on-a-small-disk');
  const fill = full ? 'cat /dev/zero > "$disk/full" 2>/dev/null || true' : 'true';
  writeFileSync(
    program,
    `#!/bin/sh
exec unshare --user --mount --map-current-user --keep-caps sh -c '
  disk=$1; shift
  mkdir -p "$disk.kept"
  for file in ${holds.map((file) => `"${file}"`).join(' ')}; do cp -a "$file" "$disk.kept/"; done
  mount -t tmpfs -o size=${size} none "$disk" || exit 1
  cp -a "$disk.kept/." "$disk/"
  ${fill}
  exec setpriv --inh-caps=-all --ambient-caps=-all "$@"' sh ${quoted(disk)} ${quoted(electron())} "$@"
`,
  );
  chmodSync(program, 0o700);
  return program;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
