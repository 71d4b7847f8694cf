import type { AppInfo, Commands, OperationName } from '../../shared/api';
import type { ConfigProblem } from '../../shared/auth-state';
import type { ApiClient } from '../api/api-client';
import { providerUrl } from '../auth/accounts/account-key';
import type { AuthService } from '../auth/auth-service';
import type { Config } from '../config';
import type { Updates } from '../updates/updates';
import { hostOf } from '../util/urls';

type AppName = Pick<AppInfo, 'name' | 'version'>;

/** The part of `AuthService` that the page may use: the operations of the contract, so no access token and no `dispose`. */
type PageAuth = Pick<
  AuthService,
  'state' | 'canSignUp' | Extract<keyof AuthService, OperationName>
>;

type UpdateCommands = Pick<
  Commands,
  'getUpdate' | 'checkForUpdates' | 'dismissUpdate' | 'restartToUpdate'
>;
type AuthCommands = Omit<Commands, keyof UpdateCommands>;

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

/** The page's commands for sign-in and API calls. */
export function authCommands(
  app: AppName,
  config: Config,
  auth: PageAuth,
  api: Pick<ApiClient, 'request' | 'cancel'>,
  focusSignIn: () => void,
): AuthCommands {
  return {
    getState: () => auth.state,
    // A second click shows the pending sign-in (SEC-20).
    signIn: (options) => {
      focusSignIn();
      return auth.signIn(options);
    },
    cancelSignIn: () => auth.cancelSignIn(),
    signOut: (options) => auth.signOut(options),
    switchAccount: (id) => auth.switchAccount(id),
    refresh: () => auth.refresh(),
    dismissProblem: () => auth.dismissProblem(),
    getAppInfo: () => ({
      ...app,
      canSignUp: auth.canSignUp,
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
): AuthCommands {
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
