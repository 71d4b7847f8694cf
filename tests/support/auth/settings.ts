import type { Config } from '../../../src/main/config/types';
import { defaultConfig } from '../config/default-config';

const { provider, ...settings } = defaultConfig;

/** Settings for tests that need some and don't care which; the provider is theirs. */
export const clientSettings: Omit<Config, 'provider'> = {
  ...settings,
  clientId: 'client',
  scopes: ['openid'],
  flows: ['embedded-window'],
};
