import type { Faults } from './faults';
import type { UpstreamProvider } from './federation/identity-provider';
import type { Waiting } from './federation/relying-party';
import type { Hooks } from './hooks';
import type { RequestRecord } from './http/request-log';
import type { Settings } from './options/settings';
import type { PageData } from './sessions/page-data';
import type { Sessions } from './sessions/sessions';
import type { SignInAttempts } from './sessions/sign-in-attempts';
import type { Attempts } from './store/attempts';
import type { AuthorizationCodes } from './store/authorization-codes';
import type { Inbox } from './store/inbox';
import type { IssuedSecrets } from './store/issued-secrets';
import type { LockOut } from './store/lock-out';
import type { MailedCodes } from './store/mailed-codes';
import type { RefreshTokens } from './store/refresh-tokens';
import type { UserStore } from './store/users';
import type { KeyRing } from './tokens/signing-keys';
import type { ExpiringMap } from './util/expiring-map';

/** Everything that the endpoints and pages share. Lives in memory, gone with the process. */
export interface Pool {
  readonly settings: Settings;
  /** `iss` of the tokens, and where discovery and the JWKS are. */
  readonly issuer: string;
  /** Origin of the hosted UI and of the OAuth endpoints. */
  readonly domain: string;
  readonly keys: KeyRing;
  readonly users: UserStore;
  readonly codes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  readonly sessions: Sessions;
  readonly pageData: PageData;
  readonly signInAttempts: SignInAttempts;
  readonly mailedCodes: MailedCodes;
  /** Other identity providers, those that the demo provider plays included. */
  readonly providers: readonly UpstreamProvider[];
  /** Sign-ins that are at another provider at the moment, by their `state`. */
  readonly detours: ExpiringMap<Waiting>;
  readonly lockOut: LockOut;
  /** Codes of authenticator apps that were entered. */
  readonly totpAttempts: Attempts;
  readonly inbox: Inbox;
  readonly issued: IssuedSecrets;
  readonly requests: RequestRecord[];
  readonly hooks: Hooks;
  readonly faults: Faults;
}
