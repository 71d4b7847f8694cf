import * as fc from 'fast-check';
import { AppError } from '../../src/main/auth/errors';
import { OidcClient } from '../../src/main/auth/oidc-client';
import { accountOf, authenticatedAt } from '../../src/main/auth/token-answer';
import type { Config } from '../../src/main/config/types';
import { type Algorithm, Signer, type Signing, signings } from '../id-tokens';
import { configFor, generic, genericMetadata, jsonResponse, pool, timerlessClock } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

type Members = readonly (readonly [string, unknown])[];

/** What a token says, as changes to one that is right. Times are in s from now. */
interface Made {
  readonly header: Members;
  readonly claims: Members;
  readonly signing: Signing;
  /** Of the request: an age in s, or `null`; a refresh has none, and no nonce. */
  readonly maxAge: number | null;
  readonly isRefresh: boolean;
}

/** Stands for a time that far from now. */
class FromNow {
  readonly seconds: number;
  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

const time = fc.constantFrom<unknown>(
  ...[new FromNow(3600), new FromNow(-3600), new FromNow(-200), new FromNow(200)],
  ...[new FromNow(-10), '1', null, 0, -1, 1e300, undefined],
);
const header = fc.oneof(
  fc.tuple(
    fc.constant('alg'),
    fc.oneof(
      fc.constantFrom('RS256', 'ES256', 'HS256', 'none', 'NONE', 'PS256', 'rs256', ['RS256']),
      anyJson,
    ),
  ),
  fc.tuple(
    fc.constant('kid'),
    fc.oneof(fc.constantFrom('one', 'two', 'three', undefined), anyJson),
  ),
  fc.tuple(fc.constant('crit'), fc.oneof(fc.constantFrom([], ['exp'], undefined), anyJson)),
  fc.tuple(fc.constantFrom('jku', 'x5u'), fc.constant('https://evil.example/jwks')),
  fc.tuple(fc.constant('jwk'), fc.constant('{foreign}')),
  fc.tuple(fc.constantFrom('typ', 'cty', 'b64', 'zip', '__proto__', 'enc'), anyJson),
);
const claims = fc.oneof(
  fc.tuple(
    fc.constant('iss'),
    fc.oneof(
      fc.constantFrom(`${pool.issuer}/`, generic.issuer, 'https://evil.example', undefined),
      anyJson,
    ),
  ),
  fc.tuple(
    fc.constant('aud'),
    fc.oneof(
      fc.constantFrom<unknown>(
        'client',
        ['client'],
        ['client', 'x'],
        ['x'],
        [],
        [['client']],
        'CLIENT',
        undefined,
      ),
      anyJson,
    ),
  ),
  fc.tuple(fc.constant('azp'), fc.oneof(fc.constantFrom('client', 'x', ''), anyJson)),
  fc.tuple(
    fc.constantFrom('exp', 'iat', 'nbf', 'auth_time'),
    fc.oneof({ weight: 4, arbitrary: time }, anyJson),
  ),
  fc.tuple(
    fc.constant('sub'),
    fc.oneof(
      fc.constantFrom('', 'person', 'other', 'x'.repeat(255), 'x'.repeat(256), undefined),
      anyJson,
    ),
  ),
  fc.tuple(
    fc.constant('nonce'),
    fc.oneof(fc.constantFrom('nonce', 'Nonce', '', undefined), anyJson),
  ),
  fc.tuple(fc.constant('token_use'), fc.oneof(fc.constantFrom('id', 'access', undefined), anyJson)),
  fc.tuple(fc.constantFrom('name', 'email', 'cognito:groups', '__proto__', 'at_hash'), anyJson),
  fc.tuple(oddText, anyJson),
);
const made: fc.Arbitrary<Made> = fc.record({
  header: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(header, { maxLength: 2 })),
  claims: fc.array(claims, { maxLength: 3 }),
  signing: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Signing>('right') },
    fc.constantFrom(...signings),
  ),
  maxAge: fc.constantFrom(null, 0, 300, 1_000),
  isRefresh: fc.boolean(),
});

/** Core §3.1.3.7, RFC 7519, and what Cognito says of its ID tokens, in plain words. */
function isAcceptable(
  kind: string,
  algorithm: Algorithm,
  head: Record<string, unknown>,
  said: Record<string, unknown>,
  made: Made,
  config: Config,
): boolean {
  const now = Date.now() / 1000;
  const { aud, azp, exp, iat, nbf, sub, nonce, auth_time: proved } = said;
  const isTime = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  const isForUs = Array.isArray(aud) ? aud.includes('client') : aud === 'client';
  const hasOthers = Array.isArray(aud) && aud.length > 1;
  const isWanted = made.isRefresh ? sub === 'person' : nonce === 'nonce';
  const { maxAge } = made;
  const isFresh =
    made.isRefresh ||
    maxAge === null ||
    (isTime(proved) && Number(proved) > now - maxAge - 60 && Number(proved) < 1e12);
  return (
    made.signing === 'right' &&
    head.alg === algorithm &&
    (head.kid === undefined || head.kid === 'one') &&
    head.crit === undefined &&
    said.iss === config.provider.issuer &&
    isForUs &&
    (azp === undefined ? !hasOthers : azp === 'client') &&
    isTime(exp) &&
    Number(exp) > now - 30 &&
    isTime(iat) &&
    (nbf === undefined || (isTime(nbf) && Number(nbf) < now + 30)) &&
    typeof sub === 'string' &&
    sub !== '' &&
    sub.length <= 255 &&
    isWanted &&
    (proved === undefined || (isTime(proved) && Number(proved) >= 0)) &&
    isFresh &&
    (kind !== 'cognito' || said.token_use === 'id')
  );
}

/** What the app then knows of the person has to be fit to be written down. */
function checkUse(said: Parameters<typeof accountOf>[0], config: Config): void {
  const account = accountOf(said, config);
  const texts = [account.username, account.name, account.email, ...account.groups];
  check(account.subject !== '' && account.issuer !== '', 'an account without a name');
  check(
    texts.every((each) => each === null || (each !== '' && each.length <= 513)),
    'odd texts',
  );
  const at = authenticatedAt(said);
  check(at === null || (Number.isSafeInteger(Math.round(at)) && at >= 0), `proved at ${at}`);
}

const neverAborted = new AbortController().signal;

function target(
  name: string,
  config: Config,
  algorithm: Algorithm,
  runs: number,
  shortRuns: number,
): Target {
  /** Made once: an RSA key takes a while. */
  let keys: Signer | undefined;
  return {
    name,
    runs,
    shortRuns,
    open: () => {
      const signer = keys ?? new Signer(algorithm);
      keys = signer;
      const { jwks, foreignJwk } = signer;
      let idToken = '';
      const asked = new Set<string>();
      const client = new OidcClient({
        config,
        clock: timerlessClock,
        fetch: async (url, init) => {
          asked.add(new URL(String(url)).host);
          if (String(url).endsWith('/openid-configuration')) return jsonResponse(genericMetadata);
          if (init?.method !== 'POST') return jsonResponse(jwks);
          return jsonResponse({ access_token: 'a', token_type: 'Bearer', id_token: idToken });
        },
      });
      const property = fc.asyncProperty(made, async (each) => {
        const now = Math.floor(Date.now() / 1000);
        const fill = (members: Members) =>
          JSON.stringify(
            objectOf(
              members.map(([key, value]) => {
                if (value instanceof FromNow) return [key, now + value.seconds];
                return [key, value === '{foreign}' ? foreignJwk : value];
              }),
            ),
          );
        const head = fill([['alg', algorithm], ['kid', 'one'], ...each.header]);
        const said = fill([
          ...Object.entries({ iss: config.provider.issuer, aud: 'client', sub: 'person' }),
          ...Object.entries({ exp: now + 3600, iat: now, auth_time: now, nonce: 'nonce' }),
          ...(config.provider.kind === 'cognito' ? [['token_use', 'id'] as const] : []),
          ...each.claims,
        ]);
        idToken = signer.token(head, said, each.signing);
        const maxAgeMs = each.maxAge === null ? null : each.maxAge * 1000;
        const exchange = {
          code: 'c',
          redirectUri: 'a.b://c',
          codeVerifier: 'v',
          nonce: 'nonce',
          maxAgeMs,
        };
        const refresh = { subject: 'person', onRotated: async () => {}, signal: neverAborted };
        const outcome = await (each.isRefresh
          ? client.refresh('r', refresh)
          : client.exchange(exchange, neverAborted)
        ).catch((error: unknown) => ({ error }));
        const isTaken = 'claims' in outcome;
        const wanted = isAcceptable(
          config.provider.kind,
          algorithm,
          JSON.parse(head),
          JSON.parse(said),
          each,
          config,
        );
        const failure = 'error' in outcome ? outcome.error : null;
        check(isTaken || failure instanceof AppError, `it threw ${failure}`);
        const code = failure instanceof AppError ? failure.code : 'accepted';
        check(
          isTaken === wanted,
          `${code}, but should be ${wanted ? 'accepted' : 'refused'}: ${said}`,
        );
        check(code !== 'internal' && code !== 'session-ended', `it ended with ${code}`);
        if ('claims' in outcome && outcome.claims !== null) checkUse(outcome.claims, config);
        check(!asked.has('evil.example'), 'a key was looked for elsewhere');
      });
      return { property };
    },
  };
}

export const idTokenTargets: readonly Target[] = [
  target('ID tokens of Cognito, RS256', configFor(pool), 'RS256', 20_000, 300),
  target('ID tokens of another provider, ES256', configFor(generic), 'ES256', 80_000, 500),
];
