/** Who started a program, as far as the names of programs tell. */
export type Starter =
  /** `name`: a terminal, editor or other program; `via`: shells and tools between, nearest first. */
  | {
      readonly kind: 'terminal' | 'editor' | 'remote' | 'timer' | 'program';
      readonly name: string;
      readonly via: readonly string[];
    }
  /** The system itself, in the background. */
  | { readonly kind: 'system' }
  | { readonly kind: 'unknown' };

const terminals = mapOf({
  ...{ alacritty: 'Alacritty', foot: 'foot', ghostty: 'Ghostty', 'gnome-terminal-server': 'GNOME Terminal' },
  ...{ iTerm2: 'iTerm', kgx: 'Console', kitty: 'kitty', konsole: 'Konsole', lxterminal: 'LXTerminal' },
  ...{ ptyxis: 'Ptyxis', 'ptyxis-agent': 'Ptyxis', rxvt: 'rxvt', screen: 'screen', st: 'st' },
  ...{ Terminal: 'Terminal', terminator: 'Terminator', tilix: 'Tilix', tmux: 'tmux', urxvt: 'rxvt' },
  ...{ 'wezterm-gui': 'WezTerm', 'xfce4-terminal': 'Xfce Terminal', xterm: 'XTerm' },
});
const editors = mapOf({
  ...{
    code: 'Visual Studio Code',
    codium: 'VSCodium',
    cursor: 'Cursor',
    emacs: 'Emacs',
    idea: 'IntelliJ IDEA',
  },
  ...{
    nvim: 'Neovim',
    pycharm: 'PyCharm',
    vim: 'Vim',
    webstorm: 'WebStorm',
    zed: 'Zed',
    'zed-editor': 'Zed',
  },
});
const remotes = new Set(['sshd', 'sshd-session', 'dropbear', 'mosh-server']);
const timers = new Set(['cron', 'crond', 'anacron', 'atd', 'fcron']);
const systems = new Set(['systemd', 'init', 'launchd', 'openrc', 'runit', 's6-svscan', 'tini', 'dumb-init']);
/** Between what a person began and what it came to. */
const between =
  /^(?:ba|c|da|fi|k|mk|tc|z)?sh$|^(?:busybox|env|make|ninja|just|node|npm|npx|pnpm|yarn|bun|deno|python[\d.]*|perl|ruby|sudo|nu|holdfast|sd-pam)$/;
/** Where only the system's own installer writes: what lies elsewhere may have any name. */
const installed = /^\/(?:usr|bin|sbin|lib|opt|snap|nix\/store|gnu\/store|app|Applications|System)\//;

/**
 * Looks along a chain of programs, nearest first, for the one that a person would name. A known
 * name counts only where a program of the system lies; any other program is named by its whole path.
 */
export function starterOf(chain: readonly string[]): Starter {
  const via: string[] = [];
  for (const path of chain.filter((one) => one !== '')) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!installed.test(path)) return { kind: 'program', name: path, via };
    const [terminal, editor] = [terminals.get(name), editors.get(name)];
    if (terminal !== undefined) return { kind: 'terminal', name: terminal, via };
    if (editor !== undefined) return { kind: 'editor', name: editor, via };
    if (remotes.has(name)) return { kind: 'remote', name, via };
    if (timers.has(name)) return { kind: 'timer', name, via };
    if (systems.has(name)) break;
    if (!between.test(name)) return { kind: 'program', name, via };
    via.push(name);
  }
  const [nearest, ...others] = via;
  if (nearest !== undefined) return { kind: 'program', name: nearest, via: others };
  return chain.some((path) => path !== '') ? { kind: 'system' } : { kind: 'unknown' };
}

function mapOf(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names));
}
