import type { ServerMetadata } from 'openid-client';
import type { Problem } from '../../../shared/problem';
import { AppError } from '../../problems/app-error';
import { Timer } from '../../util/async';
import type { Clock } from '../../util/clock';
import type { AccountKey, SecretStore } from '../ports';
import type { Tokens } from '../provider/token-response';
import { retryDelayMs } from './back-off';

/** A refresh token, and the origins that it may be sent to (SEC-73). */
export interface BoundToken {
  readonly refreshToken: string;
  /** `null`: it was saved by a version that recorded none. */
  readonly origins: readonly string[] | null;
}

/**
 * The text that is saved for a refresh token: its origins, a line break, the token. An RFC 6749 refresh token
 * has no line break (appendix A.17), so a text without one is a token that has no origins yet.
 */
export function bind(refreshToken: string, origins: readonly string[]): string {
  return `${origins.join(' ')}\n${refreshToken}`;
}

export function unbind(saved: string): BoundToken {
  const end = saved.indexOf('\n');
  if (end < 0) return { refreshToken: saved, origins: null };
  return { refreshToken: saved.slice(end + 1), origins: saved.slice(0, end).split(' ') };
}

/** The origins that a refresh token from this provider is bound to at the sign-in. */
export function tokenReceivers({
  token_endpoint,
  revocation_endpoint,
}: ServerMetadata): readonly string[] {
  const endpoints = [token_endpoint, revocation_endpoint].filter((each) => each !== undefined);
  return [...new Set(endpoints.map((each) => new URL(each).origin))];
}

/** @throws AppError `token-endpoint-moved` if the token may not be sent to `endpoint` */
export function checkReceiver({ origins }: BoundToken, endpoint: string): void {
  const { origin, host } = new URL(endpoint);
  if (origins !== null && !origins.includes(origin)) {
    throw new AppError('token-endpoint-moved', { detail: { host } });
  }
}

/** The same with the refresh token bound. */
export function boundTokens(tokens: Tokens, origins: readonly string[]): Tokens {
  const { refreshToken } = tokens;
  return refreshToken === null ? tokens : { ...tokens, refreshToken: bind(refreshToken, origins) };
}

/** Where it is noted that the keychain is about to be written. Neither function rejects. */
export interface SavingJournal {
  /** Resolves when it is noted. */
  begin(): Promise<void>;
  /** The keychain has refused for sure: there is nothing of this in it. */
  cancel(): Promise<void>;
}

/**
 * The refresh token of one account. It lives in the keychain; a copy stays in memory while the app runs,
 * so that a keychain that hangs ends no session. Nothing is ever written anywhere else
 * (SEC-51).
 */
export class RefreshToken {
  readonly #secrets: SecretStore;
  readonly #key: AccountKey;
  readonly #journal: SavingJournal;
  #known: string | null = null;
  #isSaved = true;

  constructor(secrets: SecretStore, key: AccountKey, journal: SavingJournal) {
    this.#secrets = secrets;
    this.#key = key;
    this.#journal = journal;
  }

  /** False while the keychain has refused the newest token: it would not survive the app. */
  get isSaved(): boolean {
    return this.#isSaved;
  }

  /**
   * The token to use now; `null` when the account has none.
   *
   * The keychain is asked each time, since another process of the app may have rotated the token.
   *
   * @throws AppError `keychain-*` when it can't be read and none is known from before
   */
  async read(): Promise<string | null> {
    if (!this.#isSaved) return this.#known;
    try {
      this.#known = await this.#secrets.get(this.#key);
    } catch (error) {
      if (this.#known === null) throw error;
    }
    return this.#known;
  }

  /**
   * Takes a token over. It is in the keychain when this resolves, or else in memory only.
   *
   * @returns why the keychain failed, or `null`. It is no reason to stop: the session continues in memory.
   */
  async save(token: string): Promise<AppError | null> {
    this.#known = token;
    this.#isSaved = false;
    await this.#journal.begin();
    try {
      await this.#secrets.set(this.#key, token);
      // Another one may have been taken over meanwhile.
      if (this.#known === token) this.#isSaved = true;
      return null;
    } catch (error) {
      const refusal = AppError.from(error);
      // One that did not answer in time may still do it, and another token may have come by now.
      const isOver = refusal.code !== 'keychain-timeout' && this.#known === token;
      if (isOver) await this.#journal.cancel();
      return refusal;
    }
  }

  /** Tries once more what the keychain has refused; `null` when nothing is left to save. */
  async retry(): Promise<AppError | null> {
    return this.#isSaved || this.#known === null ? null : this.save(this.#known);
  }

  /** @throws AppError `keychain-*`; the copy in memory is forgotten all the same */
  async delete(): Promise<void> {
    this.#known = null;
    this.#isSaved = true;
    await this.#secrets.delete(this.#key);
  }
}

export interface SaveRetryOptions {
  readonly clock: Clock;
  /** Tries to save what is not saved yet; gives what stood in the way, or `null`. */
  readonly save: () => Promise<AppError | null>;
  /** Nothing is left to save. */
  readonly onSaved: () => void;
}

/**
 * SEC-52: what the keychain refused is offered to it again, at growing intervals. Not to a locked one,
 * which would ask the user for its password each time: that waits for the next refresh.
 */
export class SaveRetry {
  readonly #options: SaveRetryOptions;
  readonly #timer: Timer;
  #refusals = 0;
  #running: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: SaveRetryOptions) {
    this.#options = options;
    this.#timer = new Timer(options.clock, () => {
      this.#running = this.#run().finally(() => {
        this.#running = null;
      });
    });
  }

  /** What came of the last try to save; `null`: it is saved. */
  note(refusal: AppError | null): void {
    this.#refusals = refusal === null ? 0 : this.#refusals + 1;
    const isHopeless =
      refusal === null || ['keychain-locked', 'keychain-too-large'].includes(refusal.code);
    const delay = isHopeless ? null : retryDelayMs(this.#refusals, refusal);
    if (delay === null || this.#isStopped) this.#timer.stop();
    else this.#timer.set(delay);
  }

  /** Resolves when no attempt is pending. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** For good. Resolves when nothing of it can be written any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    const refusal = await this.#options.save();
    if (this.#isStopped) return;
    this.note(refusal);
    if (refusal === null) this.#options.onSaved();
  }
}

/** Whether a notice is about a refresh token or an account that could not be saved. */
export function isAboutSaving(notice: Problem | null): boolean {
  return (
    notice !== null && (notice.code.startsWith('keychain-') || notice.code === 'disk-unwritable')
  );
}
