import { AppError } from '../../problems/app-error';
import { Sequencer } from '../../util/async';
import type { AuthDependencies, StoredAccount } from '../ports';
import type { OidcClient } from '../provider/oidc-client';
import type { Tokens } from '../provider/token-response';
import { RefreshToken } from '../tokens/refresh-token';
import { accountIdOf, keyOf } from './account-key';
import type { AccountList } from './account-list';
import { AccountSession, type AccountSessionEvents } from './account-session';

export interface SessionRegistryOptions {
  readonly dependencies: AuthDependencies;
  readonly client: OidcClient;
  readonly list: AccountList;
  readonly events: Omit<AccountSessionEvents, 'onRenewed' | 'onEnded' | 'onLimit'> & {
    /** Whether this is the account in use. */
    isActive(session: AccountSession): boolean;
    onEnded(session: AccountSession, error: AppError | null): void;
    onLimit(session: AccountSession): void;
  };
}

/** One `AccountSession` for each account that was used since the launch, and its entries in keychain and index. */
export class SessionRegistry {
  readonly #options: SessionRegistryOptions;
  readonly #sessions = new Map<string, AccountSession>();
  /** What adds accounts and what removes them take turns: both have to do with the same entries. */
  readonly #sequencer = new Sequencer();
  #isAdopting = false;

  constructor(options: SessionRegistryOptions) {
    this.#options = options;
  }

  /** The account's session, made when there is none yet. */
  of(stored: StoredAccount): AccountSession {
    const name = accountIdOf(keyOf(stored));
    const session = this.#sessions.get(name) ?? this.#create(stored);
    this.#sessions.set(name, session);
    return session;
  }

  /** False once it was dropped: a later sign-in of the same account has another. */
  has(session: AccountSession): boolean {
    return this.#sessions.get(accountIdOf(keyOf(session.stored))) === session;
  }

  /** Ends the session, for good. Resolves when it can't write anything any more. */
  async drop(session: AccountSession): Promise<void> {
    this.#forget(session);
    await session.stop();
  }

  /** Runs the task when no sign-in is being saved and no other such task runs. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.#sequencer.run(task);
  }

  /** Resolves when nothing is being renewed or saved, of any account. */
  async settled(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.settled()));
    await this.exclusively(async () => {});
  }

  /** At quit. Stored tokens stay. */
  stop(): void {
    for (const session of this.#sessions.values()) void session.stop();
  }

  /**
   * Saves the tokens of a sign-in: the refresh token to the keychain, then the account to the index
   * (SEC-51, SEC-52). If the app dies in between, `StoredAccount.isComplete` tells the next launch what to
   * delete. An earlier session of the same account is over: its pending refresh would replace the new token.
   */
  adopt(stored: StoredAccount, tokens: Tokens): Promise<AccountSession> {
    return this.exclusively(async () => {
      this.#isAdopting = true;
      try {
        return await this.#adopt(stored, tokens);
      } finally {
        this.#isAdopting = false;
      }
    });
  }

  async #adopt(stored: StoredAccount, tokens: Tokens): Promise<AccountSession> {
    const { list } = this.#options;
    const found = this.#sessions.get(accountIdOf(keyOf(stored)));
    const earlier = found ?? (list.has(stored) ? this.of(stored) : null);
    if (earlier !== null) await this.drop(earlier);
    const wasKnown = earlier !== null && list.has(stored);
    const replaced = wasKnown ? await earlier.refreshToken.read().catch(() => null) : null;
    const session = this.of(stored);
    let refusal: AppError | null = null;
    if (tokens.refreshToken === null) {
      this.#options.dependencies.log.warn('auth.no-refresh-token');
      list.remember(stored);
    } else {
      refusal = await session.refreshToken.save(tokens.refreshToken);
      if (session.refreshToken.isSaved) {
        refusal = (await failureOf(list.save(stored, { active: true }))) ?? refusal;
        if (replaced !== null) this.#revoke(replaced);
      } else {
        list.remember(stored);
      }
    }
    session.begin(tokens, refusal, tokens.refreshToken === null && replaced === null);
    return session;
  }

  /** Ends the account's earlier sign-in at the provider: nothing else has its token any more. */
  #revoke(refreshToken: string): void {
    const { client, dependencies } = this.#options;
    client.revoke(refreshToken, new AbortController().signal).catch((error: unknown) => {
      const { code } = AppError.from(error);
      dependencies.log.warn('auth.replaced-token-not-revoked', { code });
    });
  }

  #create(stored: StoredAccount): AccountSession {
    const { dependencies, client, list, events } = this.#options;
    const session: AccountSession = new AccountSession({
      dependencies,
      client,
      refreshToken: new RefreshToken(dependencies.secrets, keyOf(stored), {
        begin: async () => void (await failureOf(list.announce(session.stored))),
        cancel: async () => void (await failureOf(list.withdraw(session.stored))),
      }),
      stored,
      events: {
        onChange: events.onChange,
        onRenewed: async ({ stored: renewed, refreshToken }) => {
          if (!refreshToken.isSaved) return null;
          const active = events.isActive(session) && !this.#isAdopting;
          return failureOf(list.save(renewed, { active }));
        },
        onEnded: async (error) => {
          await this.#removeTraces(session, error);
          this.#forget(session);
          events.onEnded(session, error);
        },
        onLimit: () => events.onLimit(session),
      },
    });
    return session;
  }

  #forget(session: AccountSession): void {
    if (this.has(session)) this.#sessions.delete(accountIdOf(keyOf(session.stored)));
  }

  /**
   * Deletes the account's entries. They stay until a sign-in replaces them if the keychain's can't be read, or if only
   * the provider's endpoint has changed: the token may still be good there.
   */
  async #removeTraces(session: AccountSession, error: AppError | null): Promise<void> {
    const { list } = this.#options;
    if (error?.code === 'keychain-corrupt' || error?.code === 'token-endpoint-moved') return;
    const work = [() => session.refreshToken.delete(), () => list.remove(session.stored)];
    for (const step of work) {
      const failure = await failureOf(step());
      if (failure === null) continue;
      this.#options.dependencies.log.warn('auth.removal-failed', { code: failure.code });
    }
  }
}

function failureOf(work: Promise<void>): Promise<AppError | null> {
  return work.then(() => null, AppError.from);
}
