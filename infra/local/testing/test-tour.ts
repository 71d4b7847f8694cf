import type { UserPool, UserPoolOptions } from '../index';
import { appCode, authorizationQuery, redirectUri, TestBrowser } from './test-browser';
import type { Visitor } from './test-visitors';

const demo = { username: 'demo@example.com', password: 'Passw0rd!demo' };
const careful = { username: 'careful@example.com', password: 'Passw0rd!mfa' };
const unprepared = { username: 'setup@example.com', password: 'Passw0rd!mfa' };
const newcomerPassword = 'Newc0mer!pass';

/** What a pool has to be for the tour. */
export const tourOptions: UserPoolOptions = {
  users: [
    { ...demo, name: 'Demo Person' },
    { ...careful, mfa: 'totp' },
    { ...unprepared, mfa: 'totp' },
  ],
  demoProviders: ['Google', 'Facebook'],
  clients: [
    {
      id: 'social',
      redirectUris: ['http://localhost:5000'],
      identityProviders: ['Google', 'Facebook'],
    },
  ],
};

type Tour = Readonly<Record<string, (guide: Guide) => Promise<void>>>;

/** For tests: every page of the hosted UI, and how a person gets there, in any language. */
export const tour: Tour = {
  'sign-in': (guide) => guide.open('/login'),
  'sign-in-refused': (guide) => guide.signIn({ ...demo, password: 'wrong' }),
  'sign-in-too-late': async (guide) => {
    await guide.open('/login');
    guide.pool.clock.advance(300_000);
    await guide.submit('/login', demo);
  },
  'sign-in-by-others': (guide) => guide.open('/login', { client_id: 'social' }),
  'sign-up': (guide) => guide.open('/signup'),
  'sign-up-refused': async (guide) => {
    await guide.open('/signup');
    await guide.submit('/signup', { username: 'weak@example.com', name: 'W', password: 'weak' });
  },
  confirm: (guide) => guide.signUp(),
  'confirm-refused': async (guide) => {
    await guide.signUp();
    await guide.submit('/confirm', { code: '000000' });
  },
  'code-resent': async (guide) => {
    await guide.signUp();
    await guide.submit('/resendcode', {});
  },
  'code-resent-reloaded': async (guide) => {
    await guide.signUp();
    await guide.open('/resendcode');
  },
  confirmed: async (guide) => {
    await guide.signUp();
    const { to = '', code = '' } = guide.pool.inbox.at(-1) ?? {};
    await guide.open('/confirmUser', { user_name: to, confirmation_code: code });
  },
  'forgot-password': (guide) => guide.open('/forgotPassword'),
  'new-password': (guide) => guide.forgetPassword(),
  'new-password-refused': async (guide) => {
    await guide.forgetPassword();
    await guide.submit('/confirmforgotPassword', { code: '000000', password: 'weak' });
  },
  'password-changed': async (guide) => {
    await guide.forgetPassword();
    const code = guide.pool.inbox.at(-1)?.code ?? '';
    await guide.submit('/confirmforgotPassword', { code, password: demo.password });
  },
  'app-setup': (guide) => guide.signIn(unprepared),
  'app-setup-refused': async (guide) => {
    await guide.signIn(unprepared);
    await guide.submit('/mfa/setup', { code: '000000' });
  },
  'app-code': async (guide) => {
    await guide.setUpApp(careful);
    await guide.signIn(careful);
  },
  'app-code-refused': async (guide) => {
    await guide.setUpApp(careful);
    await guide.signIn(careful);
    await guide.submit('/mfa', { code: '000000' });
  },
  'error-redirect': (guide) => guide.open('/login', { redirect_uri: 'http://localhost:5000/' }),
  'error-client': (guide) => guide.open('/login', { client_id: 'someone-else' }),
  'error-parameters': (guide) => guide.open('/oauth2/authorize', { client_id: null }),
  'error-sign-out': (guide) => guide.open('/logout', { client_id: null }),
};

/** Pages for developers, that Cognito has no counterpart of. */
export const ownPages: Tour = {
  home: (guide) => guide.go('/'),
  'inbox-empty': (guide) => guide.go('/_local/inbox'),
  inbox: async (guide) => {
    await guide.signUp();
    await guide.go('/_local/inbox');
  },
};

/** The demo provider's pages, at its own origin. */
export const providerPages: Tour = {
  question: (guide) => guide.leave(),
  'question-refused': async (guide) => {
    await guide.leave();
    await guide.submit('/sign-in', { email: 'nobody', name: '' });
  },
  refusal: (guide) => guide.go(`${guide.pool.demoProvider?.issuer}/authorize`),
  home: (guide) => guide.go(`${guide.pool.demoProvider?.issuer}/`),
};

/** Takes a visitor through the pool. */
export class Guide {
  readonly pool: UserPool;
  readonly #visitor: Visitor;
  readonly #language: string | null;
  static #newcomers = 0;

  constructor(visitor: Visitor, pool: UserPool, language: string | null = null) {
    this.#visitor = visitor;
    this.pool = pool;
    this.#language = language;
  }

  go(path: string): Promise<void> {
    return this.#visitor.go(new URL(path, this.pool.domain).href);
  }

  open(path: string, changes: Record<string, string | null> = {}): Promise<void> {
    const query = authorizationQuery(this.pool, {
      redirect_uri: 'http://localhost:5000',
      lang: this.#language,
      ...changes,
    });
    return this.go(`${path}?${query}`);
  }

  submit(path: string, fields: Record<string, string>): Promise<void> {
    return this.#visitor.submit(path, fields);
  }

  async signIn(person: Record<string, string>): Promise<void> {
    await this.open('/login');
    await this.submit('/login', person);
  }

  /** In another browser, so that this one does not have to come back from the client. */
  async setUpApp(person: Record<string, string>): Promise<void> {
    const other = new TestBrowser(this.pool);
    const query = authorizationQuery(this.pool);
    await other.submit(`/login?${query}`, person);
    const page = await (await other.get(`/mfa/setup?${query}`)).text();
    const key = /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '';
    // Whoever has it already is led to the code's page.
    if (key !== '') await other.submit(`/mfa/setup?${query}`, { code: appCode(this.pool, key) });
  }

  async signUp(): Promise<void> {
    Guide.#newcomers += 1;
    const username = `newcomer${Guide.#newcomers}@example.com`;
    await this.open('/signup');
    await this.submit('/signup', { username, password: newcomerPassword });
  }

  async forgetPassword(): Promise<void> {
    await this.open('/forgotPassword');
    await this.submit('/forgotPassword', { username: demo.username });
  }

  /** To the demo provider. */
  leave(): Promise<void> {
    const changes = { identity_provider: 'Google', redirect_uri: redirectUri(this.pool) };
    return this.open('/oauth2/authorize', changes);
  }
}
