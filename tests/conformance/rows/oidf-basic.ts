import { keys, publicJwk } from '../keys';
import { rowsOf } from '../row';
import { unsigned, withBrokenSignature } from './forgeries';

/** OpenID Foundation, Basic RP: `oidcc-client-basic-certification-test-plan`. */
export const oidfBasic = rowsOf([
  {
    name: 'oidcc-client-test',
    does: 'keeps to the protocol',
    at: ['sign-in'],
    expected: 'accept',
    source: 'OIDF Basic',
    script: () => ({}),
    requests: { 'GET /oauth2/authorize': 1, 'POST /oauth2/token': 1, 'GET /oauth2/userInfo': 0 },
  },
  {
    name: 'oidcc-client-test-invalid-iss',
    does: 'names another issuer in the ID token',
    expected: 'issuer-mismatch',
    source: 'OIDF Basic; Core §3.1.3.7 (2)',
    script: ({ origin }) => ({ claims: { iss: `${origin}/other` } }),
  },
  {
    name: 'oidcc-client-test-missing-sub',
    does: 'leaves `sub` out of the ID token',
    expected: 'id-token-invalid',
    source: 'OIDF Basic; Core §2',
    script: () => ({ claims: { sub: undefined } }),
  },
  {
    name: 'oidcc-client-test-invalid-aud',
    does: 'makes the ID token for another client',
    expected: 'audience-mismatch',
    source: 'OIDF Basic; Core §3.1.3.7 (3)',
    script: () => ({ claims: { aud: 'another-client' } }),
  },
  {
    name: 'oidcc-client-test-missing-iat',
    does: 'leaves `iat` out of the ID token',
    expected: 'id-token-invalid',
    source: 'OIDF Basic; Core §2',
    script: () => ({ claims: { iat: undefined } }),
  },
  {
    name: 'oidcc-client-test-kid-absent-single-jwks',
    does: 'names no key in the ID token, and publishes one',
    expected: 'accept',
    source: 'OIDF Basic; Core §10.1',
    script: () => ({ header: { kid: undefined } }),
  },
  {
    name: 'oidcc-client-test-kid-absent-multiple-jwks',
    does: 'names no key in the ID token, and publishes two that fit',
    at: ['sign-in'],
    expected: 'signature-invalid',
    source: 'OIDF Basic (trying each is allowed too); Core §10.1',
    script: () => ({
      header: { kid: undefined },
      keys: [publicJwk(keys.first), publicJwk(keys.second)],
    }),
  },
  {
    name: 'oidcc-client-test-idtoken-sig-rs256',
    does: 'signs the ID token with RS256',
    expected: 'accept',
    source: 'OIDF Basic',
    script: () => ({ discovery: { id_token_signing_alg_values_supported: ['RS256'] } }),
  },
  {
    name: 'oidcc-client-test-idtoken-sig-none',
    does: 'does not sign the ID token (`alg: none`), and says that it may',
    expected: 'signature-invalid',
    source: 'OIDF Basic (accepting is allowed too); SEC-9',
    script: () => ({
      idToken: unsigned('none'),
      discovery: { id_token_signing_alg_values_supported: ['RS256', 'none'] },
    }),
  },
  {
    name: 'oidcc-client-test-invalid-sig-rs256',
    does: 'signs the ID token with RS256, wrongly',
    expected: 'signature-invalid',
    source: 'OIDF Basic (skipping the check is allowed too); SEC-9',
    script: () => ({ idToken: withBrokenSignature }),
  },
  {
    name: 'oidcc-client-test-nonce-invalid',
    does: 'puts another `nonce` into the ID token',
    at: ['sign-in'],
    expected: 'nonce-mismatch',
    source: 'OIDF Basic; Core §3.1.3.7 (11)',
    script: () => ({ claims: { nonce: 'another' } }),
  },
  {
    name: 'oidcc-client-test-scope-userinfo-claims',
    does: 'puts the claims into the ID token that were asked for by scope, and no others',
    at: ['sign-in'],
    expected: 'accept',
    source: 'OIDF Basic; Core §5.4',
    script: () => ({}),
  },
]);
