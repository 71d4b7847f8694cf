import type { Requirement } from '../requirement';

const auth = 'src/main/auth';
const request = `${auth}/authorization-request.ts`;

/** The authorization request, its callback, the tokens and the provider's other answers. */
export const protocol: readonly Requirement[] = [
  {
    number: 1,
    rule: 'Each request has `response_type=code`, PKCE S256, and a state and a nonce of 256 fresh bits',
    where: [`${request}#createAuthorizationRequest`],
    mutations: [
      { file: request, find: 'randomBytes(32)', replace: "Buffer.alloc(32, 'a')" },
      {
        file: request,
        find: "code_challenge_method: 'S256'",
        replace: "code_challenge_method: 'plain'",
      },
    ],
  },
  {
    number: 2,
    rule: 'No token request without a verifier; PKCE whatever discovery says',
    where: [
      `${request}#codeVerifier: string`,
      `${auth}/oidc-client.ts#code_verifier: codeVerifier`,
    ],
    mutations: [
      {
        file: `${auth}/oidc-client.ts`,
        find: '        code_verifier: codeVerifier,\n',
        replace: '',
      },
    ],
  },
  {
    number: 3,
    rule: 'The vector of RFC 7636, appendix B',
    where: [`${request}#codeChallenge`],
    mutations: [{ file: request, find: ".digest('base64url')", replace: ".digest('base64')" }],
  },
  {
    number: 4,
    rule: 'A callback is known by scheme, host, port and path of the parsed URL',
    where: [`${auth}/callback.ts#isCallback`],
    mutations: [
      {
        file: `${auth}/callback.ts`,
        find: 'actual.pathname === expected.pathname &&',
        replace: 'actual.pathname.startsWith(expected.pathname) &&',
      },
      { file: `${auth}/callback.ts`, find: "    actual.username === '' &&\n", replace: '' },
      { file: `${auth}/callback.ts`, find: '    actual.port === expected.port &&\n', replace: '' },
    ],
  },
  {
    number: 5,
    rule: 'A parameter that stands twice in a callback is refused',
    where: [`${auth}/callback.ts#singleParameters`],
    mutations: [{ file: `${auth}/callback.ts`, find: '.length > 1', replace: '.length > 99' }],
  },
  {
    number: 6,
    rule: 'State is good for one callback; a foreign one is ignored and ends nothing',
    where: [`${auth}/transactions.ts#take`, `${auth}/sign-in-attempt.ts#matchRequest`],
    mutations: [
      {
        file: `${auth}/transactions.ts`,
        find: 'if (this.#pending !== null && hashOf(this.#pending.request.state) === hash)',
        replace: 'if (this.#pending !== null)',
      },
    ],
  },
  {
    number: 7,
    rule: 'An `iss` in the response must be the issuer, and be there when it is promised',
    where: [`${auth}/callback.ts#checkIssuer`],
    mutations: [
      {
        file: `${auth}/callback.ts`,
        find: 'iss === null ? promised : iss !== issuer',
        replace: 'iss !== null && iss !== issuer',
      },
    ],
  },
  {
    number: 8,
    rule: 'Discovery must name the configured issuer, and https endpoints on allowed hosts',
    where: [`${auth}/provider-metadata.ts#checkEndpoints`],
    mutations: [
      {
        file: `${auth}/provider-metadata.ts`,
        find: "if (found.issuer !== issuer) throw new AuthError('issuer-mismatch');",
        replace: '',
      },
      {
        file: `${auth}/provider-metadata.ts`,
        find: '!isAllowed(url, allowed)',
        replace: 'false',
      },
    ],
  },
  {
    number: 9,
    rule: 'ID token: signature by an allowed algorithm, `iss`, `aud`, `exp`, `iat`, `sub`, `nonce`, `azp`, `token_use`',
    where: [
      `${auth}/id-token.ts#checkIdToken`,
      `${auth}/oidc-client.ts#enableNonRepudiationChecks`,
    ],
    mutations: [
      {
        file: `${auth}/oidc-client.ts`,
        find: '    enableNonRepudiationChecks(configuration);\n',
        replace: '    void enableNonRepudiationChecks;\n',
      },
      {
        file: `${auth}/id-token.ts`,
        find: 'expected.nonce !== undefined && claims.nonce !== expected.nonce',
        replace: 'false',
      },
    ],
  },
  {
    number: 10,
    rule: 'After a refresh the ID token is of the same person',
    where: [`${auth}/id-token.ts#subject-changed`],
    mutations: [
      {
        file: `${auth}/id-token.ts`,
        find: 'expected.subject !== undefined && claims.sub !== expected.subject',
        replace: 'false',
      },
    ],
  },
  {
    number: 11,
    rule: 'UserInfo is of the same person as the ID token',
    where: [`${auth}/user-info.ts#subject: claims.sub`],
    mutations: [
      { file: `${auth}/user-info.ts`, find: 'subject: claims.sub', replace: "subject: ''" },
    ],
  },
  {
    number: 12,
    rule: 'An unknown `kid` has the keys fetched again, once a minute at most',
    where: [`${auth}/jwks.ts#fetchJwks`],
    mutations: [{ file: `${auth}/jwks.ts`, find: '- refetchAge', replace: '' }],
  },
  {
    number: 13,
    rule: 'A public client: no client secret anywhere',
    where: [`${auth}/oidc-client.ts#None()`, 'src/main/config/refused.ts#clientsecret'],
    mutations: [
      {
        file: 'src/main/config/refused.ts',
        find: "name === 'clientsecret'",
        replace: "name === ''",
      },
    ],
  },
  {
    number: 14,
    rule: 'No more scopes than it takes: `openid profile email`',
    where: ['src/main/config/settings.ts#SEC-14'],
    mutations: [
      {
        file: 'src/main/config/settings.ts',
        find: "default: ['openid', 'profile', 'email']",
        replace: "default: ['openid', 'profile', 'email', 'phone']",
      },
    ],
  },
  {
    number: 15,
    rule: 'https only, with TLS errors fatal; http for loopback hosts',
    where: [`${auth}/oidc-client.ts#isOnLoopback`, 'src/main/config/values.ts#httpsProblem'],
    mutations: [
      {
        file: 'src/main/config/values.ts',
        find: 'return loopbackHosts.includes(url.hostname);',
        replace: 'return loopbackHosts.some((host) => url.hostname.startsWith(host));',
      },
    ],
  },
  {
    number: 16,
    rule: 'No redirect of token, revocation, key or API requests is followed',
    where: [`${auth}/http.ts#redirect: 'manual'`, 'src/main/api/call.ts#SEC-16'],
    mutations: [
      { file: 'src/main/api/call.ts', find: "redirect: 'manual'", replace: "redirect: 'follow'" },
      { file: `${auth}/http.ts`, find: "redirect: 'manual'", replace: "redirect: 'follow'" },
    ],
  },
  {
    number: 17,
    rule: 'Each request has a time limit, a size limit, and can be aborted',
    where: [
      `${auth}/http.ts#limitedFetch`,
      'src/main/api/api-client.ts#SEC-17',
      'src/main/api/read-body.ts#readBody',
    ],
    mutations: [
      {
        file: 'src/main/api/read-body.ts',
        find: 'if (size > maxBytes)',
        replace: 'if (size > 60 * maxBytes)',
      },
      {
        file: 'src/main/api/api-client.ts',
        find: 'clock.after(timeoutMs, timedOut)',
        replace: 'clock.after(60 * timeoutMs, timedOut)',
      },
      {
        file: `${auth}/http.ts`,
        find: 'if (size > maxBodyBytes)',
        replace: 'if (size > 60 * maxBodyBytes)',
      },
    ],
  },
  {
    number: 18,
    rule: "The provider's error texts are hostile: shown by code, from our own table",
    where: [
      `${auth}/authorization-error.ts#authorizationError`,
      'src/main/shell/provider-page.ts#errorOfPage',
    ],
    mutations: [
      {
        file: `${auth}/authorization-error.ts`,
        find: '/^[a-z_]{1,40}$/.test(text)',
        replace: 'true',
      },
    ],
  },
  {
    number: 19,
    rule: 'Only the person starts a sign-in; a link alone never does',
    where: ['src/main/shell/deep-links/deep-links.ts#SEC-19', 'src/main/auth/session.ts#signIn'],
    mutations: [
      {
        file: 'src/main/index.ts',
        find: 'onOpen: () => bringToFront(window),',
        replace:
          'onOpen: () => void window?.webContents.executeJavaScript(\'cognitoDesktop.signIn({ intent: "sign-in" })\'),',
      },
    ],
  },
  {
    number: 20,
    rule: 'A sign-in ends after five minutes, can be cancelled, and is the only one',
    where: [`${auth}/transactions.ts#transactionLifetimeMs`],
    mutations: [
      { file: `${auth}/transactions.ts`, find: '= 5 * 60_000', replace: '= 50 * 60_000' },
      {
        file: `${auth}/transactions.ts`,
        find: "if (this.#pending !== null) throw new AuthError('internal');",
        replace: '',
      },
    ],
  },
];
