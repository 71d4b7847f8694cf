import type { ConfigProblem } from '../../shared/auth-state';
import type { Config } from './types';

export type { CognitoProvider, Config, GenericProvider } from './types';

/** Where `loadConfig` looks for settings; earlier places win, key by key. */
export interface ConfigSources {
  /** The environment: `COGNITO_*`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command line: `--config PATH` or `--config=PATH`. */
  readonly argv: readonly string[];
  /** The folder that may hold a `config.json`. */
  readonly userDataDir: string;
  /** The JSON text that was baked in at build time; `''` when there was none. */
  readonly baked: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export declare function loadConfig(sources: ConfigSources): Promise<ConfigResult>;
