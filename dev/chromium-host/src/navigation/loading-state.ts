/**
 * Whether anything of a page loads: `did-start-loading` comes with the first, `did-stop-loading` after the last.
 * https://www.electronjs.org/docs/latest/api/web-contents#event-did-start-loading
 */
export class LoadingState {
  private readonly active = new Set<string>();
  private readonly replaced = new Set<string>();

  constructor(private readonly changed: (loading: boolean) => void) {}

  get loading(): boolean {
    return this.active.size > 0;
  }

  includes(matches: (what: string) => boolean): boolean {
    return [...this.active].some(matches);
  }

  /** @param what a frame's id, or the name of a load that Chromium has not started */
  begin(what: string): void {
    const wasLoading = this.loading;
    this.active.add(what);
    if (!wasLoading) this.changed(true);
  }

  /** A frame has stopped loading its document; if another is on the way, the frame counts as loading still. */
  stopped(frameId: string, isNavigating: boolean): void {
    if (isNavigating) this.replaced.add(frameId);
    else this.end(frameId);
  }

  /** A navigation of the frame has ended and leaves its document, which may have stopped loading meanwhile. */
  stays(frameId: string): void {
    if (this.replaced.delete(frameId)) this.end(frameId);
  }

  end(what: string): void {
    this.replaced.delete(what);
    if (this.active.delete(what) && !this.loading) this.changed(false);
  }
}
