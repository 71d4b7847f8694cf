import { getBrowser } from '../runtime';
import { emitPreventable, HostEvent } from '../shared/host-event';

interface ClosableWindow {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  listenerCount(event: string): number;
}

/**
 * How an app ends, in Electron's order: before-quit, the windows' `close`, will-quit, quit.
 * https://www.electronjs.org/docs/latest/api/app#appquit
 */
export class Lifecycle {
  private quitting = false;
  private ended = false;

  constructor(
    private readonly app: Emitter,
    private readonly windows: () => ClosableWindow[],
  ) {}

  quit(): void {
    if (this.quitting || this.ended) return;
    this.quitting = true;
    if (emitPreventable(this.app, 'before-quit')) {
      this.quitting = false;
      return;
    }
    const windows = this.windows();
    if (windows.length === 0) this.finish();
    else for (const window of windows) if (!window.isDestroyed()) window.close();
  }

  /** A window refused to close: the quit is off. */
  closePrevented(): void {
    this.quitting = false;
  }

  windowClosed(): void {
    if (this.ended || this.windows().length > 0) return;
    if (this.quitting) this.finish();
    else if (this.app.listenerCount('window-all-closed') > 0) this.app.emit('window-all-closed');
    else this.quit();
  }

  /** Ends without asking anyone: only `quit` is emitted. */
  exit(code: number): void {
    if (this.ended) return;
    this.ended = true;
    for (const window of this.windows()) window.destroy();
    void this.end(code);
  }

  private finish(): void {
    if (this.ended) return;
    if (emitPreventable(this.app, 'will-quit')) {
      this.quitting = false;
      return;
    }
    this.ended = true;
    void this.end(0);
  }

  private async end(code: number): Promise<void> {
    this.app.emit('quit', new HostEvent(), code);
    try {
      await getBrowser().chromium.close();
    } catch {
      // Quit before ready: Chromium has not been started.
    }
    process.exit(code);
  }
}
