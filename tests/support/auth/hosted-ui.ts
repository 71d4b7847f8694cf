import {
  locationOf,
  type PoolFacts,
  TestBrowser,
} from '@repo/local-user-pool/testing/test-browser';
import type {
  AuthorizeOptions,
  EndSessionOptions,
  Flow,
  UserAgent,
} from '../../../src/main/auth/ports';

/** What a sign-in was asked for, with the URL that it opened. */
export interface Opened extends AuthorizeOptions {
  readonly url: string;
}

/**
 * A user-agent without a window: signs in at the local user pool's pages over HTTP, as a person
 * would, and hands over the redirect.
 */
export class HostedUi implements UserAgent {
  readonly opened: Opened[] = [];
  /** The flow that shows the page. */
  flow: Flow;
  readonly ended: EndSessionOptions[] = [];
  /** URLs that the window is led to before the person has signed in. */
  strays: string[] = [];
  /** What is done instead of signing in. */
  behaviour: ((options: Opened) => Promise<string>) | null = null;
  endSessionFailure: Error | null = null;
  /** Whether the provider confirms a sign-out. */
  endsSession = true;
  /** Who signs in. */
  person: PoolFacts['user'];
  readonly #pool: PoolFacts;
  readonly #journal: string[];

  constructor(pool: PoolFacts, journal: string[] = []) {
    this.#pool = pool;
    this.person = pool.user;
    this.#journal = journal;
    this.flow = { name: 'embedded-window', redirectUri: pool.redirectUris[0] ?? '' };
  }

  async authorize(options: AuthorizeOptions): Promise<string> {
    const opened = { ...options, url: options.begin(this.flow) };
    this.opened.push(opened);
    for (const stray of this.strays) if (options.accept(stray)) return stray;
    if (this.behaviour !== null) return this.behaviour(opened);
    const callbackUrl = await this.signIn(opened.url);
    if (options.accept(callbackUrl)) return callbackUrl;
    return neverUnlessAborted(options.signal);
  }

  /** The redirect that the pool answers with after the right password. */
  async signIn(url: string): Promise<string> {
    return locationOf(
      await new TestBrowser({ ...this.#pool, user: this.person }).signIn(
        new URL(url).search.slice(1),
      ),
    ).href;
  }

  async endSession(options: EndSessionOptions): Promise<boolean> {
    this.#journal.push('end session');
    this.ended.push(options);
    if (this.endSessionFailure !== null) throw this.endSessionFailure;
    return this.endsSession;
  }
}

/** A window that stays open until it is told to close. */
export function neverUnlessAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
