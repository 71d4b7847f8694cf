import type { SignInOptions } from '../../shared/api';
import type { AuthState } from '../../shared/auth-state';
import type { Config } from '../config/types';
import type { AccountIndex, Clock, Log, SecretStore, UserAgent } from './ports';

/** The edges of a session; see `ports.ts`. */
export interface SessionDependencies {
  readonly config: Config;
  readonly userAgent: UserAgent;
  readonly secrets: SecretStore;
  readonly accounts: AccountIndex;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
}

export declare class Session {
  constructor(dependencies: SessionDependencies);
  get state(): AuthState;
  get canSignUp(): boolean;
  onChange(listener: (state: AuthState) => void): () => void;
  restore(): Promise<void>;
  signIn(options: SignInOptions): Promise<void>;
  cancelSignIn(): void;
  signOut(): Promise<void>;
  refresh(): Promise<void>;
  dismissProblem(): void;
  dispose(): void;
}
