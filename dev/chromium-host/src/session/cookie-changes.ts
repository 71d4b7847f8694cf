import type Electron from 'electron';

/** How often the cookies of a session are compared while the event has a listener, in milliseconds. */
const interval = 100;

type Report = (cookie: Electron.Cookie, cause: string, removed: boolean) => void;
type Cookies = ReadonlyMap<string, Electron.Cookie>;

/**
 * Reports changes of a session's cookies by comparing them, as DevTools has no event for it. A change that is undone
 * within the interval is not reported, and neither is a cookie that is set again with the same values.
 * Causes: net/cookies/cookie_change_dispatcher.h of Chromium
 */
export class CookieChanges {
  private known: Cookies = new Map();
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly read: () => Promise<Electron.Cookie[]>,
    private readonly report: Report,
  ) {}

  watch(): void {
    if (this.timer) return;
    this.timer = setInterval(() => void this.run().catch(() => undefined), interval).unref();
    this.turn = this.load().then(
      (cookies) => {
        this.known = cookies;
      },
      () => undefined,
    );
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Runs `change` and reports its effects. @param removal the cause to report for cookies that it removes */
  async run(change: () => Promise<void> = async () => undefined, removal?: string): Promise<void> {
    if (!this.timer) return change();
    const done = this.turn.then(async () => {
      await change();
      const before = this.known;
      this.known = await this.load();
      this.compare(before, this.known, removal);
    });
    this.turn = done.catch(() => undefined);
    await done;
  }

  private async load(): Promise<Cookies> {
    const cookies = await this.read();
    return new Map(cookies.map((c) => [JSON.stringify([c.name, c.domain, c.path]), c]));
  }

  private compare(before: Cookies, after: Cookies, removal: string | undefined): void {
    for (const [key, old] of before) {
      if (after.has(key)) continue;
      const isOver = old.expirationDate !== undefined && old.expirationDate <= Date.now() / 1000;
      this.report(old, removal ?? (isOver ? 'expired' : 'expired-overwrite'), true);
    }
    for (const [key, cookie] of after) {
      const old = before.get(key);
      if (JSON.stringify(old) === JSON.stringify(cookie)) continue;
      if (old) this.report(old, 'overwrite', true);
      const isSameValue = old?.value === cookie.value;
      this.report(cookie, isSameValue ? 'inserted-no-value-change-overwrite' : 'inserted', false);
    }
  }
}
