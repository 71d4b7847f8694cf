import { app, net } from 'electron';
import { ApiClient, type ApiClientOptions } from './api/api-client';
import { endWithAccount } from './api/end-with-account';
import type { AuthService } from './auth/auth-service';
import type { Config } from './config';
import { createProviderFetch } from './platform/net-fetch';
import { systemClock } from './platform/system-clock';

export interface CreateApiOptions extends Pick<ApiClientOptions, 'log' | 'onProgress'> {
  readonly config: Pick<Config, 'api'>;
  /** From `createSignIn`. */
  readonly auth: AuthService;
}

/**
 * Calls to your API for an Electron app, complete: through Chromium's network, as the account in use,
 * ended by a change of account and by quitting. To be called once, in the main process, after `ready`.
 */
export function createApi({ config, auth, log, onProgress }: CreateApiOptions): ApiClient {
  const client = new ApiClient({
    settings: config.api,
    fetch: createProviderFetch(net),
    auth,
    clock: systemClock,
    log,
    onProgress,
  });
  endWithAccount(auth, client);
  app.on('before-quit', () => client.cancelAll('api-cancelled'));
  return client;
}
