import type { App } from 'electron';
import { autostart, type LoginStart } from '../app/autostart.ts';

type Electron = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings' | 'isPackaged'>;

/**
 * The system's own setting, which a person may change past the app too; `undefined` where it would
 * start something other than an installed app.
 */
export function loginStart(
  app: Electron,
  { platform, env, program }: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; program: string },
): LoginStart | undefined {
  if (!app.isPackaged) return undefined;
  if (platform === 'linux') return autostart(env, program);
  return {
    get: () => app.getLoginItemSettings().openAtLogin,
    set: (wanted) => app.setLoginItemSettings({ openAtLogin: wanted }),
  };
}
