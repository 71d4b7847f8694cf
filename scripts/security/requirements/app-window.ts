import type { Requirement } from '../requirement';

const api = 'src/main/api';
const shell = 'src/main/shell';
const ipc = `${shell}/ipc.ts`;

/** The app's own window, what it may ask of the main process, and how the app is started. */
export const appWindow: readonly Requirement[] = [
  {
    number: 38,
    rule: "The app's pages come from its own scheme, from inside its folder, by GET",
    where: [`${shell}/ui-files.ts#resolveUiFile`, `${shell}/ui-protocol.ts#answerUiRequest`],
    mutations: [
      {
        file: `${shell}/ui-files.ts`,
        find: 'path.startsWith(base + sep) ? { path, contentType } : null',
        replace: 'sep !== path ? { path, contentType } : null',
      },
    ],
  },
  {
    number: 39,
    rule: 'A content security policy as a header: no inline script, no network, trusted types',
    where: [`${shell}/content-security-policy.ts#contentSecurityPolicy`],
    mutations: [
      {
        file: `${shell}/content-security-policy.ts`,
        find: `"script-src 'self'",`,
        replace: `"script-src 'self' 'unsafe-inline'",`,
      },
    ],
  },
  {
    number: 40,
    rule: 'Sandbox, isolation and no Node, said aloud in each window',
    where: [`${shell}/web-preferences.ts#SEC-40`, `${shell}/security.ts#enableSandbox`],
    mutations: [
      { file: `${shell}/security.ts`, find: 'app.enableSandbox();', replace: '' },
      {
        file: `${shell}/web-preferences.ts`,
        find: 'contextIsolation: true',
        replace: 'contextIsolation: false',
      },
    ],
  },
  {
    number: 41,
    rule: 'The preload gives one function for each operation, and no event',
    where: ['src/preload/index.ts#const api', 'src/shared/api.ts#operations'],
    mutations: [
      {
        file: 'src/preload/index.ts',
        find: "exposeInMainWorld('cognitoDesktop', api)",
        replace: "exposeInMainWorld('cognitoDesktop', { ...api, send: ipcRenderer.send })",
      },
    ],
  },
  {
    number: 42,
    rule: 'Each call: the main frame of our window at our origin, and arguments of the contract',
    where: [`${shell}/ipc-guard.ts#isTrustedSender`, `${ipc}#registerIpc`],
    mutations: [
      {
        file: `${shell}/ipc-guard.ts`,
        find: ' && frame === appContents.mainFrame',
        replace: '',
      },
      {
        file: `${shell}/ipc-guard.ts`,
        find: ' && isUiUrl(frame.url)',
        replace: '',
      },
    ],
  },
  {
    number: 43,
    rule: 'Nothing that reaches the page holds a token',
    where: [
      'src/shared/api.ts#operations',
      'src/main/auth/session.ts#SEC-43',
      `${api}/call.ts#SEC-43`,
      `${api}/read-body.ts#SEC-43`,
    ],
    mutations: [
      {
        file: `${api}/call.ts`,
        find: 'texts.some((text) => text.includes(token))',
        replace: 'texts.some((text) => text.length < token.length)',
      },
      {
        file: `${api}/read-body.ts`,
        find: 'const body = new Uint8Array(size);',
        replace: 'const body = Buffer.allocUnsafe(size) as Uint8Array<ArrayBuffer>;',
      },
      {
        file: 'src/main/auth/account-session.ts',
        find: '      notice: this.#notice,\n',
        replace: '      notice: this.#notice,\n      ...{ token: this.#token?.reveal() },\n',
      },
    ],
  },
  {
    number: 44,
    rule: 'API calls go through the main process, to configured origins, with a token that the page can neither see nor choose',
    where: [
      `${api}/api-url.ts#apiUrl`,
      `${api}/request-headers.ts#forbidden`,
      'src/shared/arguments.ts#SEC-44',
      'src/main/auth/session.ts#SEC-44',
    ],
    mutations: [
      {
        file: `${shell}/content-security-policy.ts`,
        find: `"connect-src 'none'",`,
        replace: `"connect-src *",`,
      },
      {
        file: `${api}/api-url.ts`,
        find: '!origins.includes(base)',
        replace: 'origins.length === 0',
      },
      {
        file: `${api}/api-url.ts`,
        find: 'ownPath.test(path) ? new URL(path, base) : null',
        replace: "path.startsWith('/') ? new URL(path, base) : null",
      },
      { file: `${api}/request-headers.ts`, find: "  'authorization',\n", replace: '' },
      {
        file: `${api}/call.ts`,
        find: "withToken.set('authorization', `Bearer ${token}`);",
        replace: "withToken.set('authorization', `Bearer ${token.slice(1)}`);",
      },
      { file: 'src/shared/arguments.ts', find: 'z.enum(apiMethods)', replace: 'z.any()' },
    ],
  },
  {
    number: 45,
    rule: 'Errors reach the page as code, message and hint: no stack, address or body',
    where: ['src/main/auth/errors.ts#toProblem', `${ipc}#throw new Error('failed')`],
    mutations: [
      {
        file: 'src/main/auth/errors.ts',
        find: '      retryable: this.retryable,\n',
        replace: '      retryable: this.retryable,\n      ...{ stack: this.stack },\n',
      },
    ],
  },
  {
    number: 46,
    rule: 'Each window refuses every permission',
    where: [
      `${shell}/permissions.ts#refusePermissions`,
      `${shell}/app-window.ts#refusePermissions`,
    ],
    mutations: [
      {
        file: `${shell}/permissions.ts`,
        find: 'session.setPermissionCheckHandler(() => false);',
        replace: 'session.setPermissionCheckHandler(() => true);',
      },
    ],
  },
  {
    number: 47,
    rule: 'The browser is opened in one place, with https addresses and those of this computer; no other program is',
    where: [
      `${shell}/open-in-browser.ts#webAddress`,
      'scripts/lint/open-external.grit#openExternal',
    ],
    mutations: [
      {
        file: `${shell}/open-in-browser.ts`,
        find: "return page.protocol === 'https:' || isHttp ? page.href : null;",
        replace: 'return isHttp ? page.href : url;',
      },
      {
        file: 'scripts/lint/open-external.grit',
        find: '`$_.openExternal($...)`',
        replace: '`$_.openExternally($...)`',
      },
    ],
  },
  {
    number: 48,
    rule: 'No `eval`, `innerHTML`, `webFrame`, `remote` in the app',
    where: ['scripts/lint/dangerous.grit#innerHTML'],
    mutations: [
      {
        file: 'scripts/lint/dangerous.grit',
        find: '  `$_.innerHTML = $_` as $use,\n',
        replace: '',
      },
    ],
  },
  {
    number: 49,
    rule: 'A release does not start with switches that open it up; a link counts only as the one argument',
    where: [
      `${shell}/security.ts#findDangerousSwitches`,
      'src/main/index.ts#dangerous',
      `${shell}/refuse-start.ts#isAppImage =`,
      `${shell}/deep-links/link.ts#linkAmong`,
      `${shell}/deep-links/registration.ts#launchArguments`,
    ],
    mutations: [
      {
        file: `${shell}/deep-links/link.ts`,
        find: 'const link = isAlone ? linkIn(last, scheme) : null;',
        replace: 'const link = linkIn(last, scheme);',
      },
      { file: `${shell}/deep-links/link.ts`, find: ' || /["\\\\<>]/.test(text)', replace: '' },
      { file: `${shell}/security.ts`, find: "  'remote-debugging-port',\n", replace: '' },
      { file: `${shell}/security.ts`, find: 'delete env.SSLKEYLOGFILE;', replace: 'void env;' },
      {
        file: `${shell}/refuse-start.ts`,
        find: " && switches.every((name) => name === 'no-sandbox')",
        replace: '',
      },
    ],
  },
  {
    number: 50,
    rule: 'One instance, known before any token is touched',
    where: [
      `${shell}/deep-links/deep-links.ts#requestSingleInstanceLock`,
      'src/main/index.ts#begin',
    ],
    mutations: [
      {
        file: 'src/main/index.ts',
        find: '!links.begin(app, argv)',
        replace: '!links.begin(app, argv) && false',
      },
    ],
  },
];
