import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from 'vitest';

/** What a test needs that may not be installed. */
export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/**
 * Starts a display in memory, for all tests of one file.
 *
 * @param windowManager a program that minimizes windows, or `null`
 * @returns environment variables for the apps on it
 */
export async function startDisplay(windowManager: string | null): Promise<Record<string, string>> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  afterAll(() => void server.kill());
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  const env = {
    DISPLAY: `:${String(number).trim()}`,
    WAYLAND_DISPLAY: '',
    CHROMIUM_HOST_HEADLESS: '',
  };
  if (windowManager !== null) {
    // It ends with its display.
    spawn(windowManager, [], { env: { ...process.env, ...env }, stdio: 'ignore' });
  }
  return env;
}
