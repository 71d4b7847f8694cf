import { spawn } from 'node:child_process';
import type Electron from 'electron';

const openers: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * https://www.electronjs.org/docs/latest/api/shell: hands the URL to the system, like Electron. On Linux
 * that is `xdg-open` from PATH, whose end Electron does not wait for, nor does it tell when it is missing.
 */
export const shell = {
  openExternal(url: string): Promise<void> {
    const [command = 'xdg-open', ...args] = openers[process.platform] ?? ['xdg-open'];
    return new Promise((resolve, reject) => {
      const child = spawn(command, [...args, new URL(url).href], { stdio: 'ignore' });
      if (process.platform === 'linux') {
        child.once('error', () => resolve()).once('spawn', () => resolve());
        return;
      }
      child.once('error', () => reject(new Error(`Failed to open: ${command} cannot be started`)));
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`Failed to open: ${command} ended with ${code}`));
      });
    });
  },
};

/** Nobody is there to ask: a dialog is printed, and answers with its cancel or default button. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
  showMessageBoxSync(...args: unknown[]): number {
    return choice(args.at(-1) as Electron.MessageBoxOptions);
  },
  async showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    return { response: choice(args.at(-1) as Electron.MessageBoxOptions), checkboxChecked: false };
  },
};

function choice({ message, detail, cancelId, defaultId }: Electron.MessageBoxOptions): number {
  console.error([message, detail].filter(Boolean).join('\n'));
  return cancelId ?? defaultId ?? 0;
}

let clipboardText = '';

/** A clipboard of this process alone, for text. https://www.electronjs.org/docs/latest/api/clipboard */
export const clipboard = {
  async writeText(text: string): Promise<void> {
    clipboardText = text;
  },
  readText: async (): Promise<string> => clipboardText,
  has: async (type: string): Promise<boolean> => type === 'text/plain' && clipboardText !== '',
  clear(): void {
    clipboardText = '';
  },
};
