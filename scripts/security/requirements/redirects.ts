import type { Requirement } from '../requirement';

const values = 'src/main/config/values.ts';

/** Where the answer of a sign-in may come back to. */
export const redirects: readonly Requirement[] = [
  {
    number: 21,
    rule: 'A private-use scheme is a reversed domain name, and ours alone',
    where: ['src/shared/identity.ts#redirectScheme', `${values}#redirectProblem`],
    standIn:
      'RFC 8252 §7.1 writes `com.example.app:/callback`; Cognito documents `scheme://host/path` only, so that is the default.',
    mutations: [{ file: values, find: "!scheme.includes('.')", replace: 'false' }],
  },
  {
    number: 22,
    rule: 'A loopback listener takes one answer, on 127.0.0.1 or ::1 only',
    where: ['src/main/config/values.ts#loopbackProblem'],
    standIn:
      'Nothing listens in this version: the redirect is caught in the window. A test looks for listeners in the source of the app.',
    mutations: [],
  },
  {
    number: 23,
    rule: 'Redirect URIs are compared to the letter, ports included',
    where: ['src/main/auth/oidc-client.ts#redirect_uri', `${values}#redirectProblem`],
    mutations: [
      {
        file: 'src/main/auth/oidc-client.ts',
        find: 'redirect_uri: redirectUri',
        replace: 'redirect_uri: new URL(redirectUri).href',
      },
    ],
  },
  {
    number: 24,
    rule: 'The README says what an embedded window costs, and for whom it is acceptable',
    where: ['README.md#A word on embedded windows'],
    standIn:
      'A text. The system browser is refused in the settings, with this reason, until it is built.',
    mutations: [],
  },
  {
    number: 25,
    rule: 'A callback counts only while a sign-in is pending',
    where: ['src/main/auth/transactions.ts#take', 'src/main/index.ts#second-instance'],
    mutations: [
      {
        file: 'src/main/auth/transactions.ts',
        find: '    this.#pending?.stopTimer();\n    this.#pending = null;',
        replace: '    this.#pending?.stopTimer();',
      },
    ],
  },
];
