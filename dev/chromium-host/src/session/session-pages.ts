import type { CdpSession } from '../chromium/connection';

type Task = (page: CdpSession) => Promise<unknown>;

/** The open pages of a session. DevTools reaches a session's storage and cache from a page only. */
export class SessionPages {
  private readonly open = new Set<CdpSession>();
  private waiting: Task[] = [];

  /** Runs `task` in an open page. Without one, the next page runs it before it loads anything. */
  async run(task: Task): Promise<void> {
    const [page] = this.open;
    if (!page) {
      this.waiting.push(task);
      return;
    }
    try {
      await task(page);
    } catch {
      // The page has closed.
      this.open.delete(page);
      await this.run(task);
    }
  }

  /** @returns once the page has run what waited for it */
  async add(page: CdpSession): Promise<void> {
    const tasks = this.waiting;
    this.waiting = [];
    this.open.add(page);
    await Promise.all(tasks.map((task) => this.run(task)));
  }

  [Symbol.iterator](): Iterator<CdpSession> {
    return this.open.values();
  }

  delete(page: CdpSession): void {
    this.open.delete(page);
  }
}
