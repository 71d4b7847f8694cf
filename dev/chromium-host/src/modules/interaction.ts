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

/** Nobody is there to ask: a dialog is printed, and answers with its cancel button. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
  showMessageBoxSync(...args: unknown[]): number {
    return choice(args);
  },
  showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    return Promise.resolve({ response: choice(args), checkboxChecked: false });
  },
};

const texts = [
  ['title', 'Title'],
  ['message', 'Message'],
  ['detail', 'Detail'],
  ['checkboxLabel', 'checkboxLabel'],
] as const;

/** The options are checked, and the cancel button is found, as in lib/browser/api/dialog.ts of Electron. */
function choice(args: unknown[]): number {
  const options = (args.at(-1) ?? {}) as Electron.MessageBoxOptions;
  const { buttons = [], cancelId, defaultId, type = 'none', message, detail } = options;
  if (!['none', 'info', 'warning', 'error', 'question'].includes(type))
    throw new TypeError('Invalid message box type');
  if (!Array.isArray(buttons)) throw new TypeError('Buttons must be an array');
  for (const [name, label] of texts)
    if (typeof (options[name] ?? '') !== 'string') throw new TypeError(`${label} must be a string`);
  if (options.checkboxChecked && !options.checkboxLabel)
    throw new Error('checkboxChecked requires that checkboxLabel also be passed');
  console.error([message, detail].filter(Boolean).join('\n'));
  if (cancelId !== undefined) return cancelId;
  const found = buttons.findIndex((label) => /^(cancel|no)$/i.test(label));
  if (found !== -1) return found;
  return defaultId === 0 && buttons.length > 1 ? 1 : 0;
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
