import { EventEmitter } from 'node:events';

/**
 * `electron.autoUpdater` on macOS, as far as electron-updater uses it: Squirrel.Mac reads the archive from the feed
 * that it is given, then unpacks and checks it (Squirrel.Mac README, "Update JSON Format").
 */
export class FakeSquirrel extends EventEmitter {
  /** What it has read of the archive, in bytes; `null` before that. */
  received: number | null = null;
  #feed = { url: '', headers: {} as Record<string, string> };

  setFeedURL(feed: { url: string; headers: Record<string, string> }): void {
    this.#feed = feed;
  }

  checkForUpdates(): void {
    void this.#read();
  }

  /** Electron tells the app first, then quits it. */
  quitAndInstall(): void {
    this.emit('before-quit-for-update');
  }

  /** Ends the unpacking and checking. */
  finish(error?: Error): void {
    if (error === undefined) this.emit('update-downloaded');
    else this.emit('error', error);
  }

  async #read(): Promise<void> {
    const { headers } = this.#feed;
    const { url } = (await (await fetch(this.#feed.url, { headers })).json()) as { url: string };
    this.received = (await (await fetch(url)).arrayBuffer()).byteLength;
  }
}
