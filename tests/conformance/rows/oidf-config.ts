import { keys, publicJwk } from '../keys';
import { rowsOf } from '../row';

/** OpenID Foundation, Config RP: `oidcc-client-config-certification-test-plan`. */
export const oidfConfig = rowsOf([
  {
    name: 'oidcc-client-test-discovery-openid-config',
    does: 'publishes its metadata, which is fetched and used',
    at: ['sign-in'],
    kinds: ['generic'],
    expected: 'accept',
    source: 'OIDF Config',
    script: () => ({}),
    requests: { 'GET /.well-known/openid-configuration': 1 },
  },
  {
    name: 'oidcc-client-test-discovery-jwks-uri-keys',
    does: 'has its keys at another address, which its metadata names',
    at: ['sign-in'],
    kinds: ['generic'],
    expected: 'accept',
    source: 'OIDF Config',
    script: ({ origin }) => ({
      discovery: { jwks_uri: `${origin}/elsewhere` },
      raw: {
        'GET /elsewhere': (_, response) => {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ keys: [publicJwk(keys.first)] }));
        },
      },
    }),
    requests: { 'GET /elsewhere': 1, 'GET /.well-known/jwks.json': 0 },
  },
  {
    name: 'oidcc-client-test-discovery-issuer-mismatch',
    does: 'calls itself something else in its metadata',
    at: ['sign-in'],
    kinds: ['generic'],
    expected: 'issuer-mismatch',
    source: 'OIDF Config; Discovery §4.3; SEC-8',
    script: ({ attacker }) => ({ discovery: { issuer: attacker } }),
    requests: { 'GET /oauth2/authorize': 0, 'POST /oauth2/token': 0 },
  },
  {
    name: 'oidcc-client-test-signing-key-rotation-just-before-signing',
    does: 'changes its key after the keys were fetched, and signs with the new one',
    at: ['sign-in'],
    expected: 'accept',
    source: 'OIDF Config; Core §10.1.1; SEC-12',
    script: () => ({ signWith: keys.second, keysLater: [publicJwk(keys.second)] }),
    requests: { 'GET /.well-known/jwks.json': 2 },
  },
  {
    name: 'oidcc-client-test-signing-key-rotation',
    does: 'changes its key between two sign-ins',
    at: ['second sign-in'],
    expected: 'accept',
    source: 'OIDF Config; Core §10.1.1; SEC-12',
    script: () => ({ signWith: keys.second, keys: [publicJwk(keys.second)] }),
    requests: { 'GET /.well-known/jwks.json': 1 },
  },
]);
