import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { provide, x11 } from './system.ts';

/** A virtual screen: what to put into DISPLAY, and how to end it. */
export interface Screen {
  readonly display: string;
  close(): void;
}

/**
 * Starts Xvfb on a display number that is free; xvfb-run's own search for one loses races.
 * `pixels`: a folder where what the screen shows is kept as the file `Xvfb_screen0`.
 */
export async function openScreen(pixels?: string): Promise<Screen> {
  provide(x11);
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'];
  if (pixels !== undefined) args.push('-fbdir', pixels);
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    createInterface(server.stdout).once('line', resolve);
  });
  return { display: `:${number.trim()}`, close: () => void server.kill() };
}
