import type { OtherAccount } from '../../../shared/auth-state';
import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';
import type { AccountIndex, AccountKey, StoredAccount } from '../ports';
import { accountIdOf, keyOf } from './account-key';

/** Which accounts are this app's: those that the configured provider gave to the configured client. */
export type AccountScope = Omit<AccountKey, 'subject'>;

/**
 * The accounts of this provider on this computer, as the index has them and as they have become since.
 * Accounts of other settings stay in the index untouched. Also knows accounts that live in memory only,
 * because no keychain took their token.
 */
export class AccountList {
  readonly #index: AccountIndex;
  readonly #scope: AccountScope;
  readonly #log: Log;
  #accounts: readonly StoredAccount[] = [];
  /** Who is in the index, by id. */
  readonly #written = new Set<string>();
  /** Who is there only because the keychain may have been given their token. */
  readonly #announced = new Set<string>();

  constructor(index: AccountIndex, scope: AccountScope, log: Log) {
    this.#index = index;
    this.#scope = scope;
    this.#log = log;
  }

  /** Reads the index; gives the account to restore, or `null`. */
  async load(): Promise<StoredAccount | null> {
    const { active, accounts } = await this.#index.read();
    this.#accounts = accounts.filter((stored) => this.#isOurs(stored));
    for (const stored of this.#accounts) this.#written.add(idOf(stored));
    return active?.isComplete && this.#isOurs(active) ? active : null;
  }

  /** Everyone that can be signed in without a sign-in page, but this one. */
  others(than: StoredAccount | null): readonly OtherAccount[] {
    const id = than === null ? null : idOf(than);
    return this.#accounts
      .filter((stored) => stored.isComplete && idOf(stored) !== id)
      .map((stored) => ({ id: idOf(stored), account: stored.account }));
  }

  /** Everyone that is to be signed out when there is time for it: something came in between before. */
  leftovers(): readonly StoredAccount[] {
    return this.#accounts.filter(({ isComplete }) => !isComplete);
  }

  isLeftover(stored: StoredAccount): boolean {
    return this.find(idOf(stored))?.isComplete === false;
  }

  all(): readonly StoredAccount[] {
    return this.#accounts.filter(({ isComplete }) => isComplete);
  }

  /** By the `id` of an `OtherAccount`. */
  find(id: string): StoredAccount | null {
    return this.#accounts.find((stored) => idOf(stored) === id) ?? null;
  }

  has(stored: StoredAccount): boolean {
    return this.find(idOf(stored)) !== null;
  }

  /** Knows the account until the app closes, and not a moment longer. */
  remember(stored: StoredAccount): void {
    this.#put(stored);
  }

  /** @throws AppError `disk-unwritable` */
  async save(stored: StoredAccount, options: { active: boolean }): Promise<void> {
    this.#put(stored);
    await this.#write(this.#index.save(stored, options));
    this.#written.add(idOf(stored));
    this.#announced.delete(idOf(stored));
  }

  /**
   * To be called before the keychain is given a token: when the app dies before `save`, the next launch
   * knows of it, and throws it away. Nothing changes in this one.
   *
   * @throws AppError `disk-unwritable`
   */
  async announce(stored: StoredAccount): Promise<void> {
    const id = idOf(stored);
    if (this.#written.has(id)) return;
    await this.#write(this.#index.save({ ...stored, isComplete: false }, { active: false }));
    this.#written.add(id);
    this.#announced.add(id);
  }

  /** The keychain was given nothing after all. @throws AppError `disk-unwritable` */
  async withdraw(stored: StoredAccount): Promise<void> {
    const id = idOf(stored);
    if (!this.#announced.delete(id)) return;
    this.#written.delete(id);
    await this.#write(this.#index.remove(keyOf(stored)));
  }

  /** @throws AppError `disk-unwritable` */
  async activate(stored: StoredAccount | null): Promise<void> {
    await this.#write(this.#index.activate(stored === null ? null : keyOf(stored)));
  }

  /** From here on these are leftovers, also after a crash. @throws AppError `disk-unwritable` */
  async discard(discarded: readonly StoredAccount[]): Promise<void> {
    for (const stored of discarded) this.#put({ ...stored, isComplete: false });
    await this.#write(this.#index.discard(discarded.map(keyOf)));
  }

  /** @throws AppError `disk-unwritable` */
  async remove(stored: StoredAccount): Promise<void> {
    this.#accounts = this.#without(stored);
    this.#written.delete(idOf(stored));
    this.#announced.delete(idOf(stored));
    await this.#write(this.#index.remove(keyOf(stored)));
  }

  #put(stored: StoredAccount): void {
    this.#accounts = [...this.#without(stored), stored];
  }

  #without(stored: StoredAccount): readonly StoredAccount[] {
    return this.#accounts.filter((other) => idOf(other) !== idOf(stored));
  }

  #isOurs({ account, provider }: StoredAccount): boolean {
    const { issuer, clientId } = this.#scope;
    return (
      account.issuer === issuer &&
      account.clientId === clientId &&
      provider === this.#scope.provider
    );
  }

  async #write(work: Promise<void>): Promise<void> {
    await work.catch((cause: unknown) => {
      this.#log.warn('auth.account-index-unwritable');
      throw new AppError('disk-unwritable', { cause });
    });
  }
}

function idOf(stored: StoredAccount): string {
  return accountIdOf(keyOf(stored));
}
