import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../store/file.ts';

/** Whether the system starts the app when its user logs in. */
export interface LoginStart {
  get(): boolean;
  set(wanted: boolean): void;
}

/** A desktop entry in the folder that every desktop reads (Desktop Application Autostart 0.5). */
export function autostart(env: NodeJS.ProcessEnv, program: string): LoginStart | undefined {
  const { XDG_CONFIG_HOME: config, HOME: home, APPIMAGE: image } = env;
  if (!config && !home) return undefined;
  const folder = join(config || join(home ?? '', '.config'), 'autostart');
  const file = join(folder, 'holdfast.desktop');
  return {
    get: () => existsSync(file) && !/^Hidden=true$/m.test(readFileSync(file, 'utf8')),
    set: (wanted) => {
      if (!wanted) return rmSync(file, { force: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      replaceFile(file, entry(image || program));
    },
  };
}

function entry(program: string): string {
  return `[Desktop Entry]
Type=Application
Name=Holdfast
Exec=${quoted(program)}
Icon=holdfast
Terminal=false
X-GNOME-Autostart-enabled=true
`;
}

// Desktop Entry Specification, "The Exec key": what an argument in quotes has to be spelled like.
function quoted(program: string): string {
  return `"${program.replace(/["`$\\]/g, '\\\\$&').replaceAll('%', '%%')}"`;
}
