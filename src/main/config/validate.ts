import type { ConfigProblem } from '../../shared/auth-state';
import { builtInKeys, environmentNames, isConfigKey, receiverKeys } from './keys';
import { isLocked, isTrusted, type Layer, type LayerEntry, type LayerName } from './layers';
import { apiEndpoint } from './partitions';
import { providerOf } from './provider';
import { refuse } from './refused';
import {
  type ConfigKey,
  type ConfigValues,
  type SettingValues,
  settings,
  withDefaults,
} from './settings';
import type { ApiSettings, Config, UpdateSettings } from './types';

/** What Cognito's `GlobalSignOut` wants of an access token. */
const globalSignOutScope = 'aws.cognito.signin.user.admin';

/** The source of a problem with a setting that no place has. */
export const notSet = 'not set anywhere';

export interface Validated {
  /** `null` when there is any problem. */
  readonly config: Config | null;
  readonly problems: readonly ConfigProblem[];
  /** Also with problems elsewhere: an update may be what mends them. */
  readonly updates: UpdateSettings | null;
  readonly origins: SettingOrigins;
}

/** Which settings each source has given, and which were ignored there: names only. */
export type SettingOrigins = Readonly<
  Record<'used' | 'ignored', Readonly<Partial<Record<LayerName, readonly ConfigKey[]>>>>
>;

/**
 * Merges the layers key by key, checks every value, then what the values say together.
 *
 * @param isPackaged whether some keys count only where they are built in
 */
export function validate(layers: readonly Layer[], isPackaged: boolean): Validated {
  const problems: ConfigProblem[] = [];
  const { chosen, origins } = merge(layers, isPackaged, problems);
  const values = check(chosen, problems);
  const report = (key: ConfigKey, problem: string, expected: string) =>
    problems.push({ key, source: chosen.get(key)?.source ?? notSet, problem, expected });

  const provider = providerOf(values, new Set(chosen.keys()), report);
  if (!chosen.has('clientId')) report('clientId', 'is missing', settings.clientId.expected);
  if (values.scopes !== undefined && !values.scopes.includes('openid')) {
    report(
      'scopes',
      'lacks openid, without which the provider does not say who signed in',
      'a list with "openid" in it',
    );
  }
  if (values.globalSignOut && provider?.kind === 'generic') {
    report('globalSignOut', 'is a setting for Cognito only', 'no such line with this provider');
  } else if (values.globalSignOut && !values.scopes?.includes(globalSignOutScope)) {
    report(
      'globalSignOut',
      `needs the scope ${globalSignOutScope}, which \`scopes\` does not name`,
      `"${globalSignOutScope}" in scopes, and allowed in the app client`,
    );
  }
  for (const [key, other] of [builtInKeys, builtInKeys.toReversed()]) {
    if (key === undefined || other === undefined || !chosen.has(other) || chosen.has(key)) continue;
    report(key, `is missing, and \`${other}\` is of no use without it`, settings[key].expected);
  }
  // What is not converted here is in the configuration under its own name.
  const {
    region,
    userPoolId,
    domain,
    issuer,
    idleLimitMinutes,
    sessionLimitHours,
    refreshTokenDays,
    globalSignOut,
    apiOrigins,
    apiMaxMegabytes,
    apiTimeoutSeconds,
    updateFeed,
    updateKeys,
    ...others
  } = withDefaults(values);
  const updates = updateSettings(updateFeed, updateKeys);
  if (problems.length > 0 || provider === null || values.clientId === undefined) {
    return { config: null, problems, updates, origins };
  }
  return {
    problems,
    updates,
    origins,
    config: {
      ...others,
      provider,
      clientId: values.clientId,
      allowedOrigins: others.allowedOrigins.map((origin) => new URL(origin).origin),
      tokenOrigins: others.tokenOrigins.map((origin) => new URL(origin).origin),
      limits: {
        idleMs: milliseconds(idleLimitMinutes, 60_000),
        absoluteMs: milliseconds(sessionLimitHours, 3_600_000),
        refreshTokenMs: milliseconds(refreshTokenDays, 24 * 3_600_000),
      },
      globalSignOutEndpoint: globalSignOut ? apiEndpoint(provider.issuer) : null,
      api: apiSettings(apiOrigins, apiMaxMegabytes, apiTimeoutSeconds),
      updates,
    },
  };
}

function apiSettings(
  apiOrigins: readonly string[],
  maxMegabytes: number,
  timeoutSeconds: number,
): ApiSettings | null {
  if (apiOrigins.length === 0) return null;
  return {
    origins: apiOrigins.map((origin) => new URL(origin).origin),
    maxBytes: Math.floor(maxMegabytes * 1_000_000),
    timeoutMs: timeoutSeconds * 1_000,
  };
}

function updateSettings(
  feed: SettingValues['updateFeed'],
  keys: SettingValues['updateKeys'],
): UpdateSettings | null {
  if (feed === null || keys === null) return null;
  return { feed: new URL(feed).href.replace(/\/*$/, '/'), keys };
}

function milliseconds(value: number | null, unit: number): number | null {
  return value === null ? null : value * unit;
}

function merge(
  layers: readonly Layer[],
  isPackaged: boolean,
  problems: ConfigProblem[],
): { readonly chosen: Map<ConfigKey, LayerEntry>; readonly origins: SettingOrigins } {
  const chosen = new Map<ConfigKey, LayerEntry>();
  const used: Partial<Record<LayerName, ConfigKey[]>> = {};
  const ignored: Partial<Record<LayerName, ConfigKey[]>> = {};
  const locked = isLocked(layers, isPackaged);
  for (const layer of layers) {
    const { name } = layer;
    const isUntrusted = isPackaged && !isTrusted(layer);
    for (const entry of layer.entries) {
      if (!isConfigKey(entry.key)) {
        const problem = refuse(entry);
        if (problem !== null) problems.push(problem);
      } else if (isUntrusted && builtInKeys.includes(entry.key)) {
        problems.push(notBuiltIn(entry));
      } else if (isUntrusted && locked && receiverKeys.includes(entry.key)) {
        ignored[name] = [...(ignored[name] ?? []), entry.key];
      } else if (!chosen.has(entry.key)) {
        chosen.set(entry.key, entry);
        used[name] = [...(used[name] ?? []), entry.key];
      }
    }
  }
  return { chosen, origins: { used, ignored } };
}

function check(chosen: Map<ConfigKey, LayerEntry>, problems: ConfigProblem[]): ConfigValues {
  const valid: Partial<Record<ConfigKey, unknown>> = {};
  for (const [key, { value, source }] of chosen) {
    const { schema, expected } = settings[key];
    const result = schema.safeParse(value);
    if (result.success) valid[key] = result.data;
    else {
      const messages = new Set(result.error.issues.map(({ message }) => message));
      for (const problem of messages) problems.push({ key, source, problem, expected });
    }
  }
  return valid as ConfigValues;
}

function notBuiltIn({ key, source }: LayerEntry): ConfigProblem {
  return {
    key,
    source,
    problem:
      'counts only where it is built into the app: whoever sets it decides what is installed',
    expected: 'no such line; it stands in cognito.config.json when the app is built',
  };
}

/** The one problem of an app that nobody has told anything yet. */
export function nothingConfigured(configFile: string): ConfigProblem {
  return {
    key: '(configuration)',
    source: configFile,
    problem: 'has not been written yet, so the app does not know where to sign in',
    expected: `{ "domain", "userPoolId", "clientId" } in that file, or ${environmentNames.domain}, ${environmentNames.userPoolId} and ${environmentNames.clientId} in the environment`,
  };
}
