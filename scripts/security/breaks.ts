/** A change by hand that violates a requirement: the tests of that requirement have to fail with it. */
export interface Break {
  readonly requirement: number;
  /** From the project's root. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly code: string;
  readonly broken: string;
}

/** A sample with quick tests, one for each requirement. */
export const breaks: readonly Break[] = [
  {
    requirement: 1,
    file: 'src/main/auth/sign-in/authorization-request.ts',
    code: 'randomBytes(32)',
    broken: 'Buffer.concat([randomBytes(4), Buffer.alloc(28)])',
  },
  {
    requirement: 3,
    file: 'src/main/auth/sign-in/authorization-request.ts',
    code: 'code_challenge: codeChallenge(secrets.codeVerifier)',
    broken: 'code_challenge: secrets.codeVerifier',
  },
  {
    requirement: 4,
    file: 'src/main/util/urls.ts',
    code: 'actual.port === expected.port &&',
    broken: '',
  },
  {
    requirement: 5,
    file: 'src/main/auth/sign-in/authorization-response.ts',
    code: 'getAll(name).length > 1',
    broken: 'getAll(name).length > 2',
  },
  {
    requirement: 15,
    file: 'src/main/config/values.ts',
    code: "if (url.protocol !== 'http:') return 'is not an https address';",
    broken: "if (url.protocol !== 'http:') return null;",
  },
  {
    requirement: 27,
    file: 'src/main/security/page-restrictions.ts',
    code: '  sandbox: true,',
    broken: '  sandbox: false,',
  },
  {
    requirement: 29,
    file: 'src/main/security/harden-app.ts',
    code: "setWindowOpenHandler(() => ({ action: 'deny' }))",
    broken:
      "setWindowOpenHandler(({ url }) => ({ action: url.startsWith('about:') ? 'allow' : 'deny' }))",
  },
  {
    requirement: 31,
    file: 'src/main/security/page-restrictions.ts',
    code: 'callback(false)',
    broken: "callback(_permission === 'notifications')",
  },
  {
    requirement: 38,
    file: 'src/main/window/ui-files.ts',
    code: 'path.startsWith(base + sep) ?',
    broken: 'true ?',
  },
  {
    requirement: 42,
    file: 'src/main/ipc/register-ipc.ts',
    code: ' && frame === appContents.mainFrame',
    broken: '',
  },
];
