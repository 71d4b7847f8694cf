import { expect, test } from 'vitest';
import { identity } from '../../shared/identity';
import { refuseStart } from './refuse-start';

/** What a start with these switches does, in order. */
async function refusal(switches: readonly string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const done: string[] = [];
  const app = {
    exit: (code = 0) => void done.push(`exit ${code}`),
    whenReady: async () => void done.push('ready'),
  };
  const dialog = { showErrorBox: (title: string) => void done.push(title) };
  refuseStart(switches, { app, dialog, env, echo: (line) => void done.push(line) });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

const noSandbox = `${identity.name} does not start with: --no-sandbox\n`;

test('SEC-49: a start with refused switches says so and ends at once', async () => {
  expect(await refusal(['--js-flags', '--no-sandbox'], {})).toEqual([
    `${identity.name} does not start with: --js-flags, --no-sandbox\n`,
    'exit 1',
  ]);
  expect(await refusal(['--no-sandbox'], {})).toEqual([noSandbox, 'exit 1']);
});

test('names the environment variable that Electron turned into a switch', async () => {
  const [line] = await refusal(['--no-sandbox'], { ELECTRON_DISABLE_SANDBOX: '1' });
  expect(line).toBe(
    `${identity.name} does not start with: --no-sandbox (ELECTRON_DISABLE_SANDBOX)\n`,
  );
});

test('an AppImage that has added --no-sandbox itself tells whoever pressed its icon', async () => {
  expect(await refusal(['--no-sandbox'], { APPIMAGE: '/home/me/app.AppImage' })).toEqual([
    noSandbox,
    'ready',
    `${identity.productName} can’t start as an AppImage here`,
    'exit 1',
  ]);
});

test('SEC-49: an AppImage that could be debugged does not live until it is ready', async () => {
  const done = await refusal(['--no-sandbox', '--remote-debugging-port'], { APPIMAGE: '/app' });
  expect(done).toHaveLength(2);
  expect(done).not.toContain('ready');
});
