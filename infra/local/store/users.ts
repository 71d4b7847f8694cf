import { createHash } from 'node:crypto';
import type { FederatedPerson } from '../federation/person';
import { poolId, type SeedUser } from '../options/settings';
import type { Attributes } from '../options/user-attributes';
import { hashPassword, type PasswordHash, verifyPassword } from './password';
import type { TotpDevice } from './totp';

/** An entry of the ID token's `identities` (using-the-id-token page). */
export interface Identity {
  readonly providerName: string;
  readonly userId: string;
  /** Milliseconds since the epoch. */
  readonly dateCreated: number;
}

export interface User {
  /** Looks like a UUID; with e-mail sign-in Cognito uses it as the username too. */
  readonly sub: string;
  readonly email: string;
  readonly name: string | null;
  readonly groups: readonly string[];
  readonly confirmed: boolean;
  /** False: an administrator disabled the account. */
  readonly enabled: boolean;
  /** Asked for a code from an authenticator app, whatever the pool's setting. */
  readonly mfa: boolean;
  /** Where somebody of another identity provider comes from. */
  readonly identity?: Identity;
  /** What an administrator said, or the provider the last time. Without: as good as `confirmed`. */
  readonly emailVerified?: boolean;
  /** The authenticator app's key, once it was shown. */
  readonly totp?: TotpDevice;
  /** What is known besides the above, `phone_number` for instance. */
  readonly attributes?: Attributes;
  /** `null`: somebody of another identity provider. */
  readonly passwordHash: PasswordHash | null;
}

/** What can change about somebody. */
type Changes = Partial<Omit<User, 'sub' | 'groups' | 'mfa' | 'identity'>>;

export class UserStore {
  readonly #bySub = new Map<string, User>();
  readonly #caseSensitive: boolean;
  #decoy: PasswordHash | undefined;
  #version = 0;

  /** @param caseSensitive whether addresses that differ in case belong to two users */
  constructor(caseSensitive = false) {
    this.#caseSensitive = caseSensitive;
  }

  /** Another number after each change, so that unchanged people need not be saved again. */
  get version(): number {
    return this.#version;
  }

  /** Adds a person, or returns `undefined` when the address is taken. */
  async create(seed: SeedUser): Promise<User | undefined> {
    const passwordHash = await hashPassword(seed.password);
    if (this.findByEmail(seed.username)) return undefined;
    const email = this.#normal(seed.username);
    const user: User = {
      sub: subjectOf(email),
      email,
      name: seed.name ?? null,
      groups: seed.groups ?? [],
      confirmed: seed.confirmed ?? true,
      enabled: true,
      mfa: seed.mfa === 'totp',
      passwordHash,
      ...fieldsOf(seed.attributes ?? {}),
    };
    this.#add(user);
    return user;
  }

  /**
   * The account of somebody who comes from another provider, made the first time and brought up to date
   * each further one (cognito-user-pools-specifying-attribute-mapping page). It has nothing to do with
   * an account of the same address: Cognito links none of its own accord.
   */
  federate(providerName: string, person: FederatedPerson, now: number): User {
    const { userId, ...attributes } = person;
    const sub = subjectOf(`${providerName.toLowerCase()}_${userId}`);
    const known = this.findBySub(sub);
    if (known) {
      this.update(known, attributes);
      return known;
    }
    const user: User = {
      ...attributes,
      sub,
      groups: [`${poolId}_${providerName}`],
      confirmed: true,
      enabled: true,
      mfa: false,
      identity: { providerName, userId, dateCreated: now },
      passwordHash: null,
    };
    this.#add(user);
    return user;
  }

  /** The one way to change somebody; whoever holds the object sees it there too. */
  update(user: User, changes: Changes): void {
    Object.assign(user, changes);
    this.#version += 1;
  }

  /** Everybody, for the data file. */
  list(): readonly User[] {
    return [...this.#bySub.values()];
  }

  /**
   * Adds somebody from the data file. Where a seeded user has the address, the seed has the say on
   * their name, groups and password, and the file on what became of them since.
   */
  restore(user: User): void {
    const seeded = this.#bySub.get(user.sub);
    if (!seeded) {
      this.#add(user);
      return;
    }
    const { enabled, totp } = user;
    const confirmed = seeded.confirmed || user.confirmed;
    this.update(seeded, { confirmed, enabled, ...(totp ? { totp } : {}) });
  }

  findBySub(sub: string): User | undefined {
    return this.#bySub.get(sub);
  }

  /** The same, unless an administrator disabled the account. */
  findEnabled(sub: string): User | undefined {
    const user = this.findBySub(sub);
    return user?.enabled ? user : undefined;
  }

  findByEmail(email: string): User | undefined {
    const normal = this.#normal(email);
    const user = this.#bySub.get(subjectOf(normal));
    return user?.email === normal && !user.identity ? user : undefined;
  }

  /** The person, if the password is theirs. An unknown address takes just as long to refuse. */
  async authenticate(email: string, password: string): Promise<User | undefined> {
    const user = this.findByEmail(email);
    this.#decoy ??= await hashPassword('nobody');
    const matches = await verifyPassword(password, user?.passwordHash ?? this.#decoy);
    return matches ? user : undefined;
  }

  async setPassword(email: string, password: string): Promise<void> {
    const user = this.findByEmail(email);
    if (user) this.update(user, { passwordHash: await hashPassword(password) });
  }

  /** An address as it is kept and compared. */
  #normal(email: string): string {
    return this.#caseSensitive ? email.trim() : email.trim().toLowerCase();
  }

  #add(user: User): void {
    this.#bySub.set(user.sub, user);
    this.#version += 1;
  }
}

/** The attributes as an account has them: two are fields of their own. */
export function fieldsOf(attributes: Attributes): Changes {
  const { name, email_verified: emailVerified, ...others } = attributes;
  return {
    ...(name === undefined ? {} : { name }),
    ...(emailVerified === undefined ? {} : { emailVerified: emailVerified === 'true' }),
    attributes: others,
  };
}

/** What the tokens call somebody: the subject, or the provider's name and its id of the person. */
export function usernameOf({ sub, identity }: User): string {
  return identity ? `${identity.providerName.toLowerCase()}_${identity.userId}` : sub;
}

/** The same address gets the same subject after a restart, so that an app knows the account again. */
export function subjectOf(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
