import type { Requirement } from '../requirement';

const values = 'src/main/config/values.ts';
const loopback = 'src/main/shell/loopback';
const privateScheme = 'src/main/shell/deep-links/private-scheme-flow.ts';

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
    rule: 'A loopback listener is open for one answer, on 127.0.0.1 and ::1 only, and keeps no trace of it',
    where: [
      `${loopback}/listen.ts#listen`,
      `${loopback}/route.ts#routeOf`,
      `${loopback}/callback-server.ts#startCallbackServer`,
      `${loopback}/page.ts#answerHeaders`,
    ],
    mutations: [
      {
        file: `${loopback}/addresses.ts`,
        find: "localhost: ['127.0.0.1', '::1'],",
        replace: "localhost: ['0.0.0.0'],",
      },
      {
        file: `${loopback}/route.ts`,
        find: 'headers.host !== new URL(redirectUri).host',
        replace: 'headers.host === undefined',
      },
      { file: `${loopback}/route.ts`, find: "destination === 'document' && ", replace: '' },
      {
        file: `${loopback}/callback-server.ts`,
        find: 'Location: pagePath }',
        replace: 'Location: pagePath + new URL(route.url).search }',
      },
      {
        file: `${loopback}/callback-server.ts`,
        find: 'page === null ? judge(route.url) : null',
        replace: 'judge(route.url)',
      },
      { file: `${loopback}/listen.ts`, find: '  server.closeAllConnections();\n', replace: '' },
      { file: `${loopback}/page.ts`, find: "  'Referrer-Policy': 'no-referrer',\n", replace: '' },
    ],
  },
  {
    number: 23,
    rule: 'Redirect URIs are compared to the letter, ports included; of a few ports the first free one is taken',
    where: [
      'src/main/auth/oidc-client.ts#redirect_uri',
      `${values}#loopbackProblem`,
      `${loopback}/listen.ts#SEC-23`,
    ],
    mutations: [
      {
        file: `${loopback}/listen.ts`,
        find: "      await once(server, 'listening');\n",
        replace: '',
      },
      {
        file: 'src/main/auth/oidc-client.ts',
        find: 'redirect_uri: redirectUri',
        replace: 'redirect_uri: new URL(redirectUri).href',
      },
    ],
  },
  {
    number: 24,
    rule: 'The person’s own browser can be used; the README says what an embedded window costs, and for whom it is acceptable',
    where: [
      'README.md#A word on embedded windows',
      'docs/system-browser.md#RFC 8252',
      'src/main/create-sign-in.ts#browserFlows',
    ],
    mutations: [
      {
        file: 'src/main/create-sign-in.ts',
        find: 'return [loopback, privateScheme];',
        replace: 'return [];',
      },
    ],
  },
  {
    number: 25,
    rule: 'A callback counts only while a sign-in is pending',
    where: ['src/main/auth/transactions.ts#take', `${privateScheme}#firstLink`],
    mutations: [
      {
        file: 'src/main/auth/transactions.ts',
        find: '    this.#pending?.stopTimer();\n    this.#pending = null;',
        replace: '    this.#pending?.stopTimer();',
      },
      { file: privateScheme, find: '      callback.stop();\n', replace: '' },
    ],
  },
];
