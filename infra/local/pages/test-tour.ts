import type { Page } from '@playwright/test';
import type { SeedUser, UserPool } from '../index';
import { appCode, authorizationQuery, TestBrowser } from '../test-browser';

/** Who the tour needs in the pool. */
export const tourists: readonly SeedUser[] = [
  { username: 'demo@example.com', password: 'Passw0rd!demo', name: 'Demo Person' },
  { username: 'setup@example.com', password: 'Passw0rd!mfa', mfa: 'totp' },
  { username: 'careful@example.com', password: 'Passw0rd!mfa', mfa: 'totp' },
];

/** For tests: every page of the hosted UI, and how a person gets there, in any language. */
export const tour: Readonly<Record<string, (guide: Guide) => Promise<void>>> = {
  home: (guide) => guide.go('/'),
  inbox: async (guide) => {
    await guide.signUp();
    await guide.go('/_local/inbox');
  },
  'sign-in': (guide) => guide.open('/login'),
  'sign-in-refused': (guide) => guide.signIn('demo@example.com', 'wrong'),
  'sign-in-too-late': async (guide) => {
    await guide.open('/login');
    guide.pool.clock.advance(300_000);
    await guide.fill({ username: 'demo@example.com', password: 'Passw0rd!demo' });
  },
  'sign-up': (guide) => guide.open('/signup'),
  'sign-up-refused': async (guide) => {
    await guide.open('/signup');
    await guide.fill({ username: 'weak@example.com', name: 'Weak', password: 'weak' });
  },
  confirm: (guide) => guide.signUp(),
  'confirm-refused': async (guide) => {
    await guide.signUp();
    await guide.fill({ code: '000000' });
  },
  'confirm-again': async (guide) => {
    await guide.signUp();
    await guide.page.locator('form[action^="/resendcode"] button').click();
  },
  confirmed: async (guide) => {
    await guide.signUp();
    const { to = '', code = '' } = guide.pool.inbox.at(-1) ?? {};
    const names = { client_id: guide.pool.clientId, user_name: to, confirmation_code: code };
    await guide.go(`/confirmUser?${new URLSearchParams(names)}`);
  },
  'forgot-password': (guide) => guide.open('/forgotPassword'),
  'new-password': (guide) => guide.forgetPassword(),
  'new-password-refused': async (guide) => {
    await guide.forgetPassword();
    await guide.fill({ code: '000000', password: 'weak' });
  },
  'password-changed': async (guide) => {
    await guide.forgetPassword();
    const code = guide.pool.inbox.at(-1)?.code ?? '';
    await guide.fill({ code, password: 'Passw0rd!demo' });
  },
  'app-setup': (guide) => guide.signIn('setup@example.com', 'Passw0rd!mfa'),
  'app-setup-refused': async (guide) => {
    await guide.signIn('setup@example.com', 'Passw0rd!mfa');
    await guide.fill({ code: '000000' });
  },
  'app-code': async (guide) => {
    await guide.setUpApp('careful@example.com', 'Passw0rd!mfa');
    await guide.signIn('careful@example.com', 'Passw0rd!mfa');
  },
  'error-redirect': (guide) => guide.open('/login', { redirect_uri: 'http://localhost:5000/' }),
  'error-client': (guide) => guide.open('/login', { client_id: 'someone-else' }),
  'error-parameters': (guide) => guide.open('/oauth2/authorize', { client_id: null }),
};

/** Takes a browser's page through the pool. */
export class Guide {
  readonly page: Page;
  readonly pool: UserPool;
  readonly #language: string | null;
  static #newcomers = 0;

  constructor(page: Page, pool: UserPool, language: string | null = null) {
    this.page = page;
    this.pool = pool;
    this.#language = language;
  }

  async go(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.pool.domain).href);
  }

  async open(path: string, changes: Record<string, string | null> = {}): Promise<void> {
    const query = authorizationQuery(this.pool, {
      redirect_uri: 'http://localhost:5000',
      lang: this.#language,
      ...changes,
    });
    await this.go(`${path}?${query}`);
  }

  /** Fills in the page's first form and sends it, whether the browser likes the values or not. */
  async fill(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      await this.page.locator(`input[name="${name}"]`).fill(value);
    }
    await this.page.locator('form button[type="submit"]').first().click();
    await this.page.waitForLoadState();
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.open('/login');
    await this.fill({ username, password });
  }

  /** In another browser, so that this one does not have to come back from the client. */
  async setUpApp(username: string, password: string): Promise<void> {
    const other = new TestBrowser(this.pool);
    const query = authorizationQuery(this.pool);
    await other.submit(`/login?${query}`, { username, password });
    const page = await (await other.get(`/mfa/setup?${query}`)).text();
    const key = /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '';
    await other.submit(`/mfa/setup?${query}`, { code: appCode(this.pool, key) });
  }

  async signUp(): Promise<void> {
    Guide.#newcomers += 1;
    const username = `newcomer${Guide.#newcomers}@example.com`;
    await this.open('/signup');
    await this.fill({ username, password: 'Newc0mer!pass' });
  }

  async forgetPassword(): Promise<void> {
    await this.open('/forgotPassword');
    await this.fill({ username: 'demo@example.com' });
  }
}
