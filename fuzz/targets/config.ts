import * as fc from 'fast-check';
import { type Config, loadConfig } from '../../src/main/config';
import { readJsonText } from '../../src/main/config/json-text';
import { configKeys, environmentNames, isConfigKey } from '../../src/main/config/keys';
import type { ConfigProblem } from '../../src/shared/auth-state';
import { secret, settings } from '../config-texts';
import { check, type Target } from '../target';
import { anyJson, oddText } from '../texts';

type Settings = readonly (readonly [string, unknown])[];

const userDataDir = '/no-such-folder';
const places = [
  'the configuration built into this app',
  'not set anywhere',
  `${userDataDir}/config.json`,
];

/** With a key twice, if it is there twice. */
function jsonText(members: Settings): string {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? null}`)}}`;
}

function environment(members: Settings): Record<string, string> {
  const entries = members.map(([key, value]): [string, string] => [
    isConfigKey(key) ? environmentNames[key] : `COGNITO_${key}`,
    textOf(value),
  ]);
  return Object.fromEntries(entries);
}

/** As a person would write it: lists with spaces, texts and numbers as they are. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What is wrong is said of a setting, a file or a line that is there, and no value is repeated. */
function checkProblems(problems: readonly ConfigProblem[], env: object, members: Settings): void {
  check(problems.length > 0, 'refused without a reason');
  const known = new Set<string>([
    ...configKeys,
    ...Object.keys(env).map((name) => name.slice(0, 60)),
    ...members.map(([key]) => key.slice(0, 60)),
    ...['(file)', '(configuration)', 'responseType'],
  ]);
  for (const { key, source, ...texts } of problems) {
    check(known.has(key), `a problem with ${fc.stringify(key)}`);
    const name = /^environment (.*)$/s.exec(source)?.[1];
    check(places.includes(source) || (name !== undefined && name in env), `a problem in ${source}`);
    check(texts.problem !== '' && texts.expected !== '', `nothing is said of ${key}`);
  }
  check(!JSON.stringify(problems).includes(secret), 'a value is repeated');
}

function isSafeAddress(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback);
  return isSafe && username === '' && password === '';
}

/** What every configuration that is taken has to be. */
function checkConfig(config: Config): void {
  const { provider, redirectUri, signOutUri, scopes, allowedOrigins, limits, clientId, api } =
    config;
  const plain = (text: string) => [...text].every((each) => each > ' ' && each !== '\u007f');
  const origins = [
    ...allowedOrigins,
    ...(provider.kind === 'cognito' ? [provider.domain] : []),
    ...(api?.origins ?? []),
  ];
  check(api?.origins.length !== 0, 'an API without an address');
  check(api === null || (api.maxBytes > 0 && api.timeoutMs > 0), 'an API without limits');
  for (const origin of origins) {
    check(isSafeAddress(origin) && new URL(origin).origin === origin, `origin ${origin}`);
  }
  check(
    isSafeAddress(provider.issuer) && plain(provider.issuer),
    `issuer ${fc.stringify(provider.issuer)}`,
  );
  for (const uri of [redirectUri, signOutUri]) {
    const isOwnScheme = /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]*:/.test(uri) && !/^https?:/.test(uri);
    check(isOwnScheme || isSafeAddress(uri), `redirect ${fc.stringify(uri)}`);
    check(plain(uri) && !/[?#]/.test(uri), `redirect ${fc.stringify(uri)}`);
  }
  check(scopes.includes('openid') && new Set(scopes).size === scopes.length, `scopes ${scopes}`);
  check(
    scopes.every((each) => each !== '' && plain(each)),
    `scopes ${scopes}`,
  );
  check(/^[!-~]{1,256}$/.test(clientId), `client ${clientId}`);
  check(config.flows.length > 0 && new Set(config.flows).size === config.flows.length, 'flows');
  for (const uri of config.loopbackRedirectUris) {
    const { protocol, hostname, port } = new URL(uri);
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    check(protocol === 'http:' && isLoopback && port !== '', `loopback ${uri}`);
  }
  check(config.bouncePage === null || /^https?:/.test(config.bouncePage), 'bounce page');
  for (const limit of Object.values(limits)) {
    check(limit === null || (limit > 0 && limit < 1e15), `limit ${limit}`);
  }
  for (const { feed, keys } of config.updates === null ? [] : [config.updates]) {
    check(/^https:\/\/[^@?#]+\/$/.test(feed), `feed ${feed}`);
    check(keys.length > 0 && keys.every((key) => key.length === 43), `keys ${keys}`);
  }
  const endpoint = config.globalSignOutEndpoint;
  check(endpoint === null || isSafeAddress(endpoint), `endpoint ${endpoint}`);
  check(endpoint === null || scopes.includes('aws.cognito.signin.user.admin'), 'no scope for it');
}

async function load(env: Record<string, string>, baked: string, members: Settings): Promise<void> {
  const result = await loadConfig({ env, argv: [], userDataDir, baked, isPackaged: false });
  if (result.ok) checkConfig(result.config);
  else checkProblems(result.problems, env, members);
}

/** JSON, and JSON with a piece taken out or put in. */
const brokenJson = fc
  .tuple(
    fc.oneof(
      settings.map(jsonText),
      anyJson.map((value) => JSON.stringify(value)),
    ),
    fc.nat(200),
    fc.constantFrom(
      '',
      '',
      '"',
      '{',
      '}',
      '[',
      ',',
      ':',
      '\\',
      '\n',
      '\ufeff',
      '1',
      '//',
      '\u0000',
    ),
    fc.nat(2),
  )
  .map(([text, at, piece, length]) => {
    const position = at % (text.length + 1);
    return text.slice(0, position) + piece + text.slice(position + length);
  });

export const configTargets: readonly Target[] = [
  {
    name: 'settings in the file and the environment',
    runs: 100_000,
    shortRuns: 1_500,
    open: () => ({
      property: fc.asyncProperty(settings, settings, (inFile, inEnv) =>
        load(environment(inEnv), jsonText(inFile), inFile),
      ),
    }),
  },
  {
    name: 'settings in a text that is hardly JSON',
    runs: 100_000,
    shortRuns: 1_500,
    open: () => ({
      property: fc.asyncProperty(fc.oneof(brokenJson, oddText), async (text) => {
        const expected = parsed(text);
        const actual = readJsonText(text);
        check(actual.ok === (expected !== undefined), `read: ${actual.ok}`);
        if (actual.ok) {
          check(JSON.stringify(actual.value) === JSON.stringify(expected?.value), 'read otherwise');
        }
        const members = Object.entries(Object(expected?.value ?? {}));
        await load({}, text, members);
      }),
    }),
  },
];

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return undefined;
  }
}
