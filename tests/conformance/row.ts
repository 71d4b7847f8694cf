import type { SignInOptions } from '../../src/shared/api';
import type { Account } from '../../src/shared/auth-state';
import type { ProblemCode } from '../../src/shared/problem';
import type { HostileProvider } from './provider';
import type { Script } from './script';

/**
 * What the provider is asked for while it lies. Before a refresh or a sign-out, the person has signed in
 * at an honest one; before a second sign-in, signed in and out again.
 */
export type Moment = 'sign-in' | 'second sign-in' | 'refresh' | 'sign-out';

export type Kind = 'cognito' | 'generic';

/** One thing that a provider can do, and what has to come of it. */
export interface Row {
  /** Unique. Begins with the module's name where it is one of the OpenID Foundation's. */
  readonly name: string;
  /** What the provider does, to be read after "The provider …". */
  readonly does: string;
  readonly at: readonly Moment[];
  /** Which configurations it is played with. */
  readonly kinds: readonly Kind[];
  /** `accept`, or the code of the problem that the person sees. */
  readonly expected: 'accept' | ProblemCode;
  /**
   * With a refused callback: the window stays open, the problem is a warning, and the honest answer
   * that comes after it is taken (SEC-6).
   */
  readonly staysOpen?: true;
  /** Why it is demanded, or why it is allowed. */
  readonly source: string;
  readonly script: (provider: HostileProvider) => Script;
  /** The provider does so before the person signs in already. */
  readonly fromTheStart?: true;
  /** What the person asks for. */
  readonly asks?: Partial<SignInOptions>;
  /** What is known of the person afterwards, where that is not what Ann's ID token says. */
  readonly person?: Partial<Account>;
  /** At a sign-out: there is no logout page to open. */
  readonly hasNoLogout?: true;
  /** How often the provider is asked, by `METHOD /path`, from when it begins to lie. */
  readonly requests?: Readonly<Record<string, number>>;
  /** The answer takes longer than the app waits: the clock is moved on. */
  readonly isSlow?: true;
  /** At a refresh: the answer could be read so far that the new refresh token is kept. */
  readonly rotates?: boolean;
}

/** A module of the OpenID Foundation that can't be played, and why. */
export interface NotApplicable {
  readonly name: string;
  readonly reason: string;
}

/** Sign-in and refresh, with both kinds of provider, unless the row says otherwise. */
export function rowsOf(rows: readonly (Omit<Row, 'at' | 'kinds'> & Partial<Row>)[]): Row[] {
  return rows.map((row) => ({ at: ['sign-in', 'refresh'], kinds: ['cognito', 'generic'], ...row }));
}
