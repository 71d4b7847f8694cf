import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { type Config, loadConfig } from '../../../src/main/config';
import { readJsonText } from '../../../src/main/config/json-text';
import { configKeys, environmentNames, isConfigKey } from '../../../src/main/config/keys';
import type { ConfigProblem } from '../../../src/shared/auth-state';
import { check, type Target } from '../target';
import { anyJson, oddText } from '../texts';

type Settings = readonly (readonly [string, unknown])[];

/** In every value that could be a secret, to find it wherever a value is quoted. */
const secret = 'hunter2-';

const pieces = (...texts: string[]) => fc.constantFrom(...texts);
const address = fc
  .tuple(
    pieces('https://', 'http://', 'HTTPS://', '', 'ftp://', 'com.example.app://', 'app:'),
    pieces('', '', '', 'user@', 'u:p@'),
    pieces('pool.example', 'localhost', '127.0.0.1', '[::1]', 'localhost.evil.example', '０x7f.1'),
    pieces('', '', ':5000', ':0', ':99999'),
    pieces('', '/', '/callback', '//', '/..', '?', '?x=1', '#x', ' ', '\u0000'),
  )
  .map((parts) => parts.join(''));
const amount = fc.constantFrom<unknown>(30, '30', 0, -1, 1e9, 1e308, 0.5, '1e999', 'soon', true);
const word = pieces(
  ...['openid', 'email', 'aws.cognito.signin.user.admin', 'Google', 'embedded-window', 'loopback'],
  ...['encrypted-file', 'eu-west-1', 'eu-west-1_AbCdEf123', '../_x', 'a b', 'a\n', 'true', 'é', ''],
);
const value = fc.oneof(
  address,
  word,
  amount,
  fc.array(fc.oneof(address, word), { maxLength: 3 }),
  anyJson,
  oddText.map((text) => secret + text),
);
const key = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<string>(...configKeys) },
  pieces('clientSecret', 'responseType', 'clientid', 'redirectURI', '__proto__', 'toString'),
  oddText,
);
const enough = fc.constantFrom<Settings>(
  Object.entries({ domain: 'pool.example', userPoolId: 'eu-west-1_AbC', clientId: 'client1' }),
  Object.entries({ issuer: 'https://id.example', clientId: 'client1' }),
);
/** Settings to start with, plus some that may be right or wrong. */
const settings: fc.Arbitrary<Settings> = fc
  .tuple(enough, fc.array(fc.tuple(key, value), { maxLength: 3 }))
  .map((both) => both.flat());

/** A key that is in the list twice is in the text twice. */
function jsonText(members: Settings): string {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? null}`)}}`;
}

function environment(members: Settings): Record<string, string> {
  const entries = members.map(([key, value]): [string, string] => [
    isConfigKey(key) ? environmentNames[key] : `COGNITO_${key}`,
    typeof value === 'string' ? value : String(JSON.stringify(value)),
  ]);
  return Object.fromEntries(entries);
}

/** Each problem has a key, a source and an expected value, and quotes no value. */
function checkProblems(problems: readonly ConfigProblem[]): void {
  check(problems.length > 0, 'refused without a reason');
  for (const { key, problem, expected } of problems) {
    check(problem !== '' && expected !== '', `nothing is said of ${key}`);
  }
  check(!JSON.stringify(problems).includes(secret), 'a value is quoted');
}

function isSafeAddress(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback);
  return isSafe && username === '' && password === '';
}

/** What every configuration that is taken has to be. */
function checkConfig(config: Config): void {
  const { provider, redirectUri, signOutUri, scopes, clientId, api } = config;
  const plain = (text: string) => [...text].every((each) => each > ' ' && each !== '\u007f');
  const origins = [
    ...config.allowedOrigins,
    ...config.tokenOrigins,
    ...(provider.kind === 'cognito' ? [provider.domain] : []),
    ...(api?.origins ?? []),
  ];
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
  for (const uri of config.loopbackRedirectUris) {
    const { protocol, hostname, port } = new URL(uri);
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    check(protocol === 'http:' && isLoopback && port !== '', `loopback ${uri}`);
  }
  for (const { feed, keys } of config.updates === null ? [] : [config.updates]) {
    check(/^https:\/\/[^@?#]+\/$/.test(feed), `feed ${feed}`);
    check(keys.length > 0, 'updates without a key');
  }
  const endpoint = config.globalSignOutEndpoint;
  check(endpoint === null || isSafeAddress(endpoint), `endpoint ${endpoint}`);
}

async function load(env: Record<string, string>, baked: string): Promise<void> {
  const sources = { env, argv: [], userDataDir: '/no-such-folder', isPackaged: false };
  const result = await loadConfig({ ...sources, baked });
  if (result.ok) checkConfig(result.config);
  else checkProblems(result.problems);
}

/** JSON with a piece replaced. */
const brokenJson = fc
  .tuple(settings.map(jsonText), fc.nat(200), pieces(...'"{}[],:\\\n\ufeff1/\u0000', ''), fc.nat(2))
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
        load(environment(inEnv), jsonText(inFile)),
      ),
    }),
  },
  {
    name: 'settings in a text that is hardly JSON',
    runs: 100_000,
    shortRuns: 1_500,
    open: () => ({
      property: fc.asyncProperty(fc.oneof(brokenJson, oddText), async (text) => {
        const { ok, ...read } = readJsonText(text);
        check(ok === isJson(text), `read as JSON: ${ok}`);
        if ('value' in read) check(isDeepStrictEqual(read.value, parse(text)), 'another value');
        await load({}, text);
      }),
    }),
  },
];

const parse = (text: string): unknown => JSON.parse(text.replace(/^\ufeff/, ''));

function isJson(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
