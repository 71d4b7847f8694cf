import { join } from 'node:path';
import type { ConfigProblem } from '../../shared/auth-state';
import { AppError } from '../problems/app-error';
import { isEmpty, readLayers } from './layers';
import type { ConfigKey } from './settings';
import type { Config, ConfigSources, UpdateSettings } from './types';
import { nothingConfigured, notSet, type SettingOrigins, validate } from './validate';

export type {
  CognitoProvider,
  Config,
  ConfigSources,
  GenericProvider,
  UpdateSettings,
} from './types';

/** Settings as they stand in a configuration file; `docs/configuration.md` lists them. */
export type Settings = Readonly<Partial<Record<ConfigKey, unknown>>>;

/**
 * The settings of an app that has them in its own source, checked.
 *
 * @throws AppError `config-invalid`, whose message names every mistake
 */
export function configOf(settings: Settings): Config {
  const source = 'the settings in the source';
  const entries = Object.entries(settings).map(([key, value]) => ({ key, value, source }));
  const { config, problems } = validate([{ name: 'built in', entries }], false);
  if (config !== null) return config;
  const mistakes = problems.map(({ key, problem }) => `\`${key}\` ${problem}`).join('; ');
  throw new AppError('config-invalid', { detail: { mistakes } });
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly origins: SettingOrigins }
  | {
      readonly ok: false;
      readonly problems: readonly ConfigProblem[];
      /** Where an update may come from that mends them. */
      readonly updates: UpdateSettings | null;
    };

/** `{ environment: ['scopes'] }` as `environment: scopes`, for the log. */
export function originsText(origins: SettingOrigins['used']): string {
  const parts = Object.entries(origins).map(([name, keys]) => `${name}: ${keys.join(', ')}`);
  return parts.join('; ');
}

/**
 * The settings, merged from all places and checked. Never throws: whatever is wrong is in
 * `problems`, all of it at once, so that a person mends it in one go.
 */
export async function loadConfig(sources: ConfigSources): Promise<ConfigResult> {
  const found = await readLayers(sources);
  const { layers, problems: unreadable } = found;
  if (isEmpty(found)) {
    const problem = nothingConfigured(join(sources.userDataDir, 'config.json'));
    return { ok: false, problems: [problem], updates: null };
  }
  const { config, problems, updates, origins } = validate(layers, sources.isPackaged);
  // With a file unread, "is missing" would be said about what may well stand in it.
  const all =
    unreadable.length === 0
      ? problems
      : [...unreadable, ...problems.filter(({ source }) => source !== notSet)];
  return config !== null && unreadable.length === 0
    ? { ok: true, config, origins }
    : { ok: false, problems: all, updates };
}
