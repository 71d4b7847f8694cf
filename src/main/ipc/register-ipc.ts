import type { BrowserWindow, IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import {
  type Commands,
  type EventName,
  type Message,
  type OperationName,
  operations,
} from '../../shared/api';
import type { Log } from '../util/log';
import { isUiUrl } from '../util/urls';

export interface IpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly window: Pick<BrowserWindow, 'webContents'>;
  readonly commands: Commands;
  readonly log: Log;
}

/** Answers the page's calls. A refused or failed call rejects without any detail (SEC-42, SEC-45). */
export function registerIpc({ ipcMain, window, commands, log }: IpcOptions): void {
  for (const [operation, { input }] of Object.entries(operations)) {
    const schema = input === null ? z.tuple([]) : z.tuple([input]);
    const run = commands[operation as OperationName] as (...input: unknown[]) => unknown;
    ipcMain.handle(operation, async (event, ...args: unknown[]) => {
      if (!isTrustedSender(event, window.webContents)) {
        log.warn('ipc.foreign-sender', { operation });
        throw new Error('refused');
      }
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        log.warn('ipc.invalid-arguments', { operation });
        throw new Error('invalid arguments');
      }
      try {
        return await run(...parsed.data);
      } catch {
        log.warn('ipc.command-failed', { operation });
        throw new Error('failed');
      }
    });
  }
}

/**
 * Whether a message comes from our page: the main frame of the app window, showing our origin
 * (SEC-42). `senderFrame` is `null` once the frame has gone away or navigated.
 */
function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  appContents: Pick<WebContents, 'mainFrame'>,
): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === appContents.mainFrame && isUiUrl(frame.url);
}

/** Tells the page of an event, if there still is a page and it is ours: a state names a user. */
export function push<Name extends EventName>(
  window: Pick<BrowserWindow, 'isDestroyed' | 'webContents'>,
  event: Name,
  message: Message<Name>,
): void {
  if (window.isDestroyed()) return;
  const { webContents } = window;
  if (isUiUrl(urlOf(webContents))) webContents.send(event, message);
}

/** Of the main frame; empty after the page has crashed, since Electron then throws until it is loaded again. */
function urlOf({ mainFrame }: Pick<WebContents, 'mainFrame'>): string {
  try {
    return mainFrame.url;
  } catch {
    return '';
  }
}
