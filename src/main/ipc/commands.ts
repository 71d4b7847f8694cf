import type { AppInfo, Commands, OperationName } from '../../shared/api';
import type { ConfigProblem } from '../../shared/auth-state';
import type { ApiClient } from '../api/api-client';
import { providerUrl } from '../auth/accounts/account-key';
import type { AuthService } from '../auth/auth-service';
import type { Config } from '../config';
import type { Updates } from '../updates/updates';
import { hostOf } from '../util/urls';

type AppName = Pick<AppInfo, 'name' | 'version'>;

/** What the page may do with a session: the operations of the contract, so no access token and no end of it. */
type CommandedSession = Pick<
  AuthService,
  'state' | 'canSignUp' | Extract<keyof AuthService, OperationName>
>;

type UpdateCommands = Pick<
  Commands,
  'getUpdate' | 'checkForUpdates' | 'dismissUpdate' | 'restartToUpdate'
>;
type SessionCommands = Omit<Commands, keyof UpdateCommands>;

/** The page's commands about updates; with `null` the app does not update itself. */
export function updateCommands(
  updates: Pick<Updates, 'state' | 'check' | 'dismiss' | 'restart'> | null,
): UpdateCommands {
  return {
    getUpdate: () => updates?.state ?? { kind: 'idle' },
    // How far it is comes with the states; a download takes longer than a call should.
    checkForUpdates: () => void updates?.check(true),
    dismissUpdate: async () => updates?.dismiss(),
    restartToUpdate: async () => updates?.restart(),
  };
}

/** The page's commands, carried out by a session. */
export function sessionCommands(
  app: AppName,
  config: Config,
  session: CommandedSession,
  api: Pick<ApiClient, 'request' | 'cancel'>,
  focusSignIn: () => void,
): SessionCommands {
  return {
    getState: () => session.state,
    // A second click shows the pending sign-in (SEC-20).
    signIn: (options) => {
      focusSignIn();
      return session.signIn(options);
    },
    cancelSignIn: () => session.cancelSignIn(),
    signOut: (options) => session.signOut(options),
    switchAccount: (id) => session.switchAccount(id),
    refresh: () => session.refresh(),
    dismissProblem: () => session.dismissProblem(),
    getAppInfo: () => ({
      ...app,
      canSignUp: session.canSignUp,
      flows: config.flows,
      identityProviders: config.identityProviders,
      canSignOutEverywhere: config.globalSignOutEndpoint !== null,
      providerHost: hostOf(providerUrl(config)),
      apiOrigins: config.api?.origins ?? [],
    }),
    request: (request) => api.request(request),
    cancelRequest: (id) => api.cancel(id),
  };
}

/** Without usable settings the page can show what is wrong with them, and nothing else. */
export function misconfiguredCommands(
  app: AppName,
  problems: readonly ConfigProblem[],
): SessionCommands {
  const refuse = async () => {
    throw new Error('misconfigured');
  };
  return {
    getState: () => ({ kind: 'misconfigured', problems }),
    signIn: refuse,
    cancelSignIn: () => undefined,
    signOut: refuse,
    switchAccount: refuse,
    refresh: refuse,
    dismissProblem: () => undefined,
    getAppInfo: () => ({
      ...app,
      canSignUp: false,
      flows: [],
      identityProviders: [],
      canSignOutEverywhere: false,
      providerHost: null,
      apiOrigins: [],
    }),
    request: refuse,
    cancelRequest: () => undefined,
  };
}
