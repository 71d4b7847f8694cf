import { keys, publicJwk } from '../keys';
import { rowsOf } from '../row';
import { withBrokenSignature, withSecretOf } from './forgeries';

/** OpenID Foundation: refresh tokens, RP-initiated logout, and what applies of the comprehensive plan. */
export const oidfOthers = rowsOf([
  {
    name: 'oidcc-client-test-refresh-token',
    does: 'gives new tokens for the refresh token; the new access token is what is used from then on',
    at: ['refresh'],
    expected: 'accept',
    source: 'OIDF Refresh',
    script: () => ({}),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-issuer',
    does: 'names another issuer in the new ID token',
    at: ['refresh'],
    expected: 'issuer-mismatch',
    source: 'OIDF Refresh; Core §12.2; SEC-10',
    script: ({ attacker }) => ({ claims: { iss: attacker } }),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-sub',
    does: 'makes the new ID token for another person',
    at: ['refresh'],
    expected: 'subject-changed',
    source: 'OIDF Refresh; Core §12.2; SEC-10',
    script: () => ({ claims: { sub: 'somebody-else' } }),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-aud',
    does: 'makes the new ID token for another client',
    at: ['refresh'],
    expected: 'audience-mismatch',
    source: 'OIDF (in no plan); Core §12.2; SEC-10',
    script: () => ({ claims: { aud: 'another-client' } }),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-azp',
    does: 'names another authorized party in the new ID token',
    at: ['refresh'],
    expected: 'audience-mismatch',
    source: 'OIDF (in no plan); Core §12.2',
    script: () => ({ claims: { azp: 'another-client' } }),
  },
  {
    name: 'oidcc-client-test-rp-init-logout',
    does: 'has a logout page, which is opened when everything here is gone',
    at: ['sign-out'],
    expected: 'accept',
    source: 'OIDF RP-initiated logout; SEC-58',
    script: () => ({}),
    requests: { 'POST /oauth2/revoke': 1 },
  },
  {
    name: 'oidcc-client-test-missing-aud',
    does: 'leaves `aud` out of the ID token',
    expected: 'id-token-invalid',
    source: 'OIDF Comprehensive; Core §2',
    script: () => ({ claims: { aud: undefined } }),
  },
  {
    name: 'oidcc-client-test-invalid-sig-hs256',
    does: 'signs the ID token with HS256, wrongly, and says that it uses that',
    kinds: ['generic'],
    expected: 'id-token-unsupported',
    source: 'OIDF Comprehensive; SEC-9',
    script: () => ({
      idToken: withSecretOf('some secret that nobody has'),
      discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
    }),
  },
  {
    name: 'oidcc-client-test-invalid-sig-es256',
    does: 'signs the ID token with ES256, wrongly',
    expected: 'signature-invalid',
    source: 'OIDF Comprehensive; SEC-9',
    script: () => ({
      signWith: keys.curve,
      keys: [publicJwk(keys.curve)],
      idToken: withBrokenSignature,
    }),
  },
  {
    name: 'oidcc-client-test-ignores-unparseable-key-in-jwks',
    does: 'publishes keys of unknown types beside its own',
    expected: 'accept',
    source: 'OIDF (in no plan); RFC 7517 §5',
    script: () => ({
      keys: [
        { kty: 'AKP', alg: 'ML-DSA-999', kid: 'a', pub: 'AAAA' },
        { kty: 'made-up', kid: 'b' },
        publicJwk(keys.first),
      ],
    }),
  },
]);
