/**
 * Whether anything of a page loads: `did-start-loading` comes with the first, `did-stop-loading` after the last.
 * https://www.electronjs.org/docs/latest/api/web-contents#event-did-start-loading
 */
export class LoadingState {
  private readonly active = new Set<string>();

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

  end(what: string): void {
    if (this.active.delete(what) && !this.loading) this.changed(false);
  }
}
