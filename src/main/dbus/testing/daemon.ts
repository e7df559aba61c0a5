import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const configuration = (
  socket: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** A real dbus-daemon that serves nobody else. */
export class Daemon {
  readonly address: string;
  readonly socket: string;
  readonly #room = mkdtempSync(join(tmpdir(), 'holdfast-bus-'));
  #process: ChildProcess | undefined;

  constructor() {
    this.socket = join(this.#room, 'bus');
    this.address = `unix:path=${this.socket}`;
    writeFileSync(join(this.#room, 'bus.conf'), configuration(this.socket));
  }

  async start(): Promise<void> {
    const args = [
      `--config-file=${join(this.#room, 'bus.conf')}`,
      '--nofork',
      '--nopidfile',
      '--print-address=1',
    ];
    const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#process = daemon;
    await once(createInterface(daemon.stdout), 'line');
  }

  async stop(): Promise<void> {
    const daemon = this.#process;
    this.#process = undefined;
    if (daemon === undefined) return;
    const over = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await over;
    rmSync(this.socket, { force: true });
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.#room, { recursive: true, force: true });
  }
}
