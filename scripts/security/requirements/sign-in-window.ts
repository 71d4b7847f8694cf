import type { Requirement } from '../requirement';

const shell = 'src/main/shell';
const window = `${shell}/provider-window.ts`;
const security = `${shell}/security.ts`;

/** The window with the provider's pages. */
export const signInWindow: readonly Requirement[] = [
  {
    number: 26,
    rule: 'A partition in memory for each attempt; no cookie outlives it',
    where: [`${shell}/embedded-window-flow.ts#randomUUID`, `${window}#partition`],
    mutations: [
      {
        file: `${shell}/embedded-window-flow.ts`,
        find: '`sign-in-${randomUUID()}`',
        replace: '`persist:sign-in${randomUUID().slice(0, 0)}`',
      },
    ],
  },
  {
    number: 27,
    rule: 'No preload, no Node, sandboxed, isolated, no webview; no DevTools in a release',
    where: [`${shell}/web-preferences.ts#locked`],
    mutations: [
      { file: `${shell}/web-preferences.ts`, find: 'sandbox: true', replace: 'sandbox: false' },
      {
        file: `${shell}/web-preferences.ts`,
        find: 'partition, devTools }',
        replace: 'partition, devTools: true }',
      },
    ],
  },
  {
    number: 28,
    rule: 'Only allowed origins, on links, redirects and in frames',
    where: [`${shell}/navigation-policy.ts#judge`, `${shell}/navigation-guard.ts#guardNavigation`],
    mutations: [
      {
        file: `${shell}/navigation-policy.ts`,
        find: 'isWebPage && policy.allowedOrigins.has(page.origin)',
        replace: '[...policy.allowedOrigins].some((allowed) => url.startsWith(allowed))',
      },
      {
        file: `${shell}/navigation-guard.ts`,
        find: "else if (hasPage) listener.onBlocked(url, 'unannounced');",
        replace: '',
      },
    ],
  },
  {
    number: 29,
    rule: 'No page opens a window',
    where: [`${security}#setWindowOpenHandler`, `${window}#setWindowOpenHandler`],
    mutations: [
      {
        file: security,
        find: "contents.setWindowOpenHandler(() => ({ action: 'deny' }));",
        replace: "contents.setWindowOpenHandler(() => ({ action: 'allow' }));",
      },
    ],
  },
  {
    number: 30,
    rule: 'No webview is attached anywhere',
    where: [`${security}#will-attach-webview`],
    mutations: [
      {
        file: security,
        find: "contents.on('will-attach-webview', (event) => event.preventDefault());",
        replace: '',
      },
    ],
  },
  {
    number: 31,
    rule: 'Permissions, devices, screen capture and downloads are refused',
    where: [`${shell}/permissions.ts#refusePermissions`],
    mutations: [
      { file: `${shell}/permissions.ts`, find: 'callback(false)', replace: 'callback(true)' },
      {
        file: `${shell}/permissions.ts`,
        find: "session.on('will-download', (event) => event.preventDefault());",
        replace: '',
      },
    ],
  },
  {
    number: 32,
    rule: 'A bad certificate is never accepted',
    where: [`${security}#SEC-32`],
    mutations: [
      {
        file: security,
        find: "  app.on('login',",
        replace:
          "  app.on('certificate-error', (_e, _c, _u, _r, _t, callback) => callback(true));\n  app.on('login',",
      },
    ],
  },
  {
    number: 33,
    rule: 'The window shows the real origin where a page cannot write',
    where: [
      `${shell}/sign-in-attempt.ts#signInTitle`,
      `${window}#page-title-updated`,
      `${window}#content-bounds-updated`,
      `${shell}/page-sandbox.ts#'fullscreen'`,
    ],
    mutations: [
      {
        file: `${shell}/sign-in-attempt.ts`,
        find: '`${new URL(url).origin} — Sign in`',
        replace: "`${'Sign in'}${url.slice(0, 0)}`",
      },
      {
        file: window,
        find: "webContents.on('content-bounds-updated', (event) => event.preventDefault());",
        replace: '',
      },
      { file: `${shell}/page-sandbox.ts`, find: "  'fullscreen',\n", replace: '' },
    ],
  },
  {
    number: 34,
    rule: 'HTTP passwords, client certificates, `beforeunload`, dialogs and `print` have no say',
    where: [
      `${security}#select-client-certificate`,
      `${window}#will-prevent-unload`,
      `${shell}/page-sandbox.ts#sandboxPages`,
      `${shell}/http-challenge.ts#trackHttpAuth`,
    ],
    standIn:
      'That a person who has a certificate is not asked for it is shown by the answer to the event alone: the DevTools protocol knows no client certificates.',
    mutations: [
      {
        file: `${shell}/sign-in-attempt.ts`,
        find: 'status === 401 && asksForPassword(url)',
        replace: 'status === 401',
      },
      { file: window, find: '  sandboxPages(webContents.session);\n', replace: '' },
      {
        file: security,
        find: "  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {\n    event.preventDefault();",
        replace:
          "  app.on('select-client-certificate', (_event, _contents, _url, _list, callback) => {",
      },
    ],
  },
  {
    number: 35,
    rule: 'The callback is cancelled before it loads, and never requested',
    where: [
      `${shell}/navigation-guard.ts#guardNavigation`,
      `${shell}/redirect-net.ts#interceptRedirects`,
    ],
    mutations: [
      {
        file: `${shell}/redirect-net.ts`,
        find: 'callback({ cancel: isCaught });',
        replace: 'callback({ cancel: false });',
      },
    ],
  },
  {
    number: 36,
    rule: 'Closing the window is a cancelled sign-in, not an error',
    where: [`${shell}/sign-in-attempt.ts#SEC-36`, 'src/renderer/screens/SignedOut.tsx#cancelled'],
    mutations: [
      {
        file: `${shell}/sign-in-attempt.ts`,
        find: "if (!settled) fail(new AppError('cancelled'));",
        replace: "if (!settled) fail(new AppError('internal'));",
      },
    ],
  },
  {
    number: 37,
    rule: 'Popups of federated providers and passkeys: documented',
    where: ['README.md#passkeys', 'docs/system-browser.md#Passkeys'],
    standIn: 'A text. Neither works in the embedded window; both do in the person’s own browser.',
    mutations: [],
  },
];
