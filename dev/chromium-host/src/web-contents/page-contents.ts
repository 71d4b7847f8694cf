import type { EventEmitter } from 'node:events';
import type { HostSession } from '../session/session';
import type { WebFrameMain } from './web-frame-main';
import type { WindowOpens } from './window-open';

/** A `WebContents`, as those see it that serve it: its session, its messages, the list of all. */
export interface PageContents {
  readonly id: number;
  readonly session: HostSession;
  /** Chromium's id of the page, once it exists. */
  readonly targetId: string | undefined;
  readonly mainFrame: WebFrameMain;
  isDestroyed(): boolean;
  emit(event: string, ...args: unknown[]): boolean;
  readonly on: EventEmitter['on'];
  listeners(event: string): { readonly length: number }[];
  readonly windowOpens: WindowOpens;
  preloadFailed(path: string, error: Error): void;
  titleChanged(title: string): void;
  /** Asks the app about a page that wants to stay. */
  mayUnload(): boolean;
  /** The page stays, whatever was to be loaded. */
  unloadRefused(): void;
}
