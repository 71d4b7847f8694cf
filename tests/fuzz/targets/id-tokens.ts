import * as fc from 'fast-check';
import { OidcClient } from '../../../src/main/auth/provider/oidc-client';
import { accountOf } from '../../../src/main/auth/provider/token-response';
import type { Config } from '../../../src/main/config/types';
import { AppError } from '../../../src/main/problems/app-error';
import { type Algorithm, Signer, type Signing, signings } from '../id-tokens';
import {
  configFor,
  generic,
  genericMetadata,
  jsonResponse,
  neverAborted,
  pool,
  timerlessClock,
} from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

type Member = readonly [string, unknown];

/** One reason for which a token must be refused, or none. */
interface Flaw {
  readonly header?: Member;
  readonly claim?: Member;
  readonly signing?: Signing;
}

const now = () => Math.floor(Date.now() / 1000);
const named = (name: string, ...values: readonly unknown[]) =>
  values.map((value): Member => [name, value]);

/** OpenID Connect Core §3.1.3.7. `undefined` leaves the claim out. */
const wrongClaims = (config: Config, isRefresh: boolean): readonly Member[] => [
  ...named('iss', 'https://evil.example', `${config.provider.issuer}/`, undefined, null, []),
  ...named('aud', 'x', ['x'], ['client', 'x'], [], [['client']], 'CLIENT', undefined, {}),
  ...named('azp', 'x', 7),
  ...named('exp', now() - 3600, now() - 31, '1', null, 0, -1, undefined),
  ...named('iat', '1', null, undefined, {}),
  ...named('at_hash', 'x', 7),
  ...named('nbf', now() + 200, '1', null),
  ...named('sub', '', 'x'.repeat(256), undefined, 1, null),
  ...(isRefresh
    ? named('sub', 'other')
    : [
        ...named('iat', 0, -1),
        ...named('nonce', 'Nonce', '', undefined),
        ...named('auth_time', now() - 3600, undefined),
      ]),
  ...(config.provider.kind === 'cognito' ? named('token_use', 'access', undefined) : []),
];
const wrongHeaders = (algorithm: Algorithm): readonly Member[] => [
  ...named('alg', 'HS256', 'none', 'NONE', 'PS256', algorithm.toLowerCase(), [algorithm], null),
  ...named('kid', 'two', 'three', 1),
  ...named('crit', ['exp'], []),
];

function flaws(config: Config, algorithm: Algorithm, isRefresh: boolean): fc.Arbitrary<Flaw> {
  return fc.oneof(
    fc.constant({}),
    fc.constantFrom(...wrongClaims(config, isRefresh)).map((claim) => ({ claim })),
    fc.constantFrom(...wrongHeaders(algorithm)).map((header) => ({ header })),
    fc.constantFrom(...signings.filter((each) => each !== 'right')).map((signing) => ({ signing })),
  );
}

/** What changes nothing about the validity of a token. */
const harmlessHeader = fc.oneof(
  fc.tuple(fc.constantFrom('jku', 'x5u'), fc.constant('https://evil.example/jwks')),
  fc.tuple(fc.constantFrom('typ', 'cty', 'zip'), oddText),
);
const harmlessClaim = fc.tuple(
  fc.oneof(
    fc.constantFrom('name', 'email', 'cognito:groups', 'cognito:username', '__proto__'),
    oddText.map((text) => `x-${text}`),
  ),
  anyJson,
);

function target(name: string, config: Config, algorithm: Algorithm, runs: number): Target {
  /** Created once: an RSA key takes a while. */
  let keys: Signer | undefined;
  const open: Target['open'] = () => {
    const signer = keys ?? new Signer(algorithm);
    keys = signer;
    let idToken = '';
    const client = new OidcClient({
      config,
      clock: timerlessClock,
      fetch: async (url, init) => {
        check(!String(url).includes('evil.example'), `a request to ${url}`);
        if (String(url).endsWith('/openid-configuration')) return jsonResponse(genericMetadata);
        if (init?.method !== 'POST') return jsonResponse(signer.jwks);
        return jsonResponse({ access_token: 'a', token_type: 'Bearer', id_token: idToken });
      },
    });
    const attempt = fc.boolean().chain((isRefresh) =>
      fc.record({
        isRefresh: fc.constant(isRefresh),
        flaw: flaws(config, algorithm, isRefresh),
        headers: fc.array(harmlessHeader, { maxLength: 1 }),
        claims: fc.array(harmlessClaim, { maxLength: 2 }),
      }),
    );
    const property = fc.asyncProperty(attempt, async ({ isRefresh, flaw, headers, claims }) => {
      const head = objectOf([
        ...named('alg', algorithm),
        ...named('kid', 'one'),
        ...headers,
        ...(flaw.header ? [flaw.header] : []),
      ]);
      const right = { iss: config.provider.issuer, aud: 'client', sub: 'person', nonce: 'nonce' };
      const times = { exp: now() + 3600, iat: now(), auth_time: now(), token_use: 'id' };
      const body = objectOf([
        ...Object.entries({ ...right, ...times }),
        ...claims,
        ...(flaw.claim ? [flaw.claim] : []),
      ]);
      idToken = signer.token(JSON.stringify(head), JSON.stringify(body), flaw.signing ?? 'right');
      const exchange = { code: 'c', redirectUri: 'a.b://c', codeVerifier: 'v', nonce: 'nonce' };
      const refresh = { subject: 'person', onRotated: async () => {}, signal: neverAborted };
      const outcome = await (isRefresh
        ? client.refresh('r', refresh)
        : client.exchange({ ...exchange, begunAt: 0, maxAgeMs: 300_000 }, neverAborted)
      ).catch((error: unknown) => ({ error }));
      const isFlawless = Object.keys(flaw).length === 0;
      if ('error' in outcome) {
        check(outcome.error instanceof AppError, `it threw ${outcome.error}`);
        check(!isFlawless, `${outcome.error.code} for ${JSON.stringify(body)}`);
        check(outcome.error.code !== 'internal', 'it ended with internal');
        return;
      }
      check(isFlawless, `accepted ${JSON.stringify(body)}`);
      if (outcome.claims === null) return;
      const { subject, username, name, email, groups } = accountOf(outcome.claims, config);
      const texts = [subject, username, name, email, ...groups];
      check(!texts.some((each) => each === '' || (each?.length ?? 0) > 513), 'odd texts');
    });
    return { property };
  };
  return { name, runs, shortRuns: Math.round(runs / 100), open };
}

export const idTokenTargets: readonly Target[] = [
  target('ID tokens of Cognito, RS256', configFor(pool), 'RS256', 20_000),
  target('ID tokens of another provider, ES256', configFor(generic), 'ES256', 50_000),
];
