import { defaultConfig } from '../../config/testing/default-config';
import type { Config } from '../../config/types';

const { provider, ...settings } = defaultConfig;

/** Settings for tests that need some and don't care which; the provider is theirs. */
export const clientSettings: Omit<Config, 'provider'> = {
  ...settings,
  clientId: 'client',
  scopes: ['openid'],
  flows: ['embedded-window'],
};
