import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../../dev/runtime';
import { identity } from '../../../src/shared/identity';

const run = promisify(execFile);
const browserEntry = 'test-browser.desktop';

/**
 * A Linux desktop of the test's own, as far as links go: the real xdg-utils, in folders of their own. Web
 * pages are opened by a program that only tells us of them.
 */
export interface Desktop {
  /** For whatever is to live on it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the app keeps its things when nobody tells it another folder. */
  readonly userData: string;
  /** The address that is opened next; each is told once. */
  nextPage(): Promise<string>;
  /** How many addresses were opened that nobody has asked for yet. */
  pagesLeft(): Promise<number>;
  /** Opens a link as any program does. Resolves when it was handed over. */
  open(link: string): Promise<void>;
  remove(): Promise<void>;
}

/** @param app the folder of the app that its links lead to, when they lead anywhere: `npm run scheme -- register` */
export async function startDesktop({ hasScheme = true } = {}): Promise<Desktop> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'app-'));
  const [data, config] = [path.join(folder, 'data'), path.join(folder, 'config')];
  const opened = path.join(folder, 'opened');
  const applications = path.join(data, 'applications');
  await Promise.all([
    mkdir(applications, { recursive: true }),
    mkdir(config),
    writeFile(opened, ''),
  ]);
  const program = path.join(folder, 'browser');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
  await chmod(program, 0o755);
  const entry = `[Desktop Entry]\nType=Application\nName=Browser\nExec=${program} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n`;
  await writeFile(path.join(applications, browserEntry), entry);

  const env = {
    XDG_DATA_HOME: data,
    XDG_CONFIG_HOME: config,
    // No desktop environment: each opens links in its own way, and with the person's own browser.
    XDG_CURRENT_DESKTOP: '',
    DESKTOP_SESSION: '',
    KDE_FULL_SESSION: '',
    GNOME_DESKTOP_SESSION_ID: '',
    BROWSER: '',
    // xdg-open believes in programs with windows only where there is a display.
    ...(process.env.DISPLAY ? {} : { DISPLAY: ':0', CHROMIUM_HOST_HEADLESS: '1' }),
  };
  const options = { cwd: projectRoot, env: { ...process.env, ...env } };
  const schemes = ['x-scheme-handler/http', 'x-scheme-handler/https'];
  await run('xdg-mime', ['default', browserEntry, ...schemes], options);
  if (hasScheme) await run('npm', ['run', '--silent', 'scheme', 'register'], options);

  let told = 0;
  const pages = async () => (await readFile(opened, 'utf8')).split('\n').slice(0, -1);
  return {
    env,
    userData: path.join(config, identity.name),
    async nextPage() {
      for (const end = Date.now() + 15_000; Date.now() < end; await delay(50)) {
        const page = (await pages())[told];
        if (page !== undefined) {
          told++;
          return page;
        }
      }
      throw new Error('no page was opened in the browser');
    },
    pagesLeft: async () => (await pages()).length - told,
    open: (link) =>
      new Promise((resolve, reject) => {
        const child = spawn('xdg-open', [link], { ...options, stdio: 'ignore' });
        child.once('error', reject).once('exit', (code) => {
          if (code === 0) resolve();
          else reject(new Error(`xdg-open ended with ${code}`));
        });
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
