import type { UserPool } from '@repo/local-user-pool';
import {
  expect,
  expectProblem,
  expectState,
  openLoginPage,
  signIn,
  submitPassword,
  test,
} from './support/fixtures';
import { foreignSite } from './support/foreign-site';
import { keychainEntries } from './support/keychain';

/** A server that does nothing but send on. */
const sendingTo = (location: string) =>
  foreignSite((_request, response) => {
    response.writeHead(302, { location }).end();
  });

const loginOf = (pool: UserPool) => `${pool.domain}/login`;

test.describe('a 302 chain through an origin that is not on the list', { tag: '@fault' }, () => {
  test('ends before that origin, though it would lead back, and the next try signs in (SEC-28)', async ({
    pool,
    launch,
  }) => {
    const foreign = await sendingTo(loginOf(pool));
    const listed = await sendingTo(`${foreign.origin}/hop`);
    const app = await launch({ env: { COGNITO_ALLOWED_ORIGINS: listed.origin } });
    pool.faults.set('/oauth2/authorize', { kind: 'redirect', to: `${listed.origin}/hop` });
    await app.window.getByRole('button', { name: 'Sign in' }).click();
    await expectProblem(app, 'navigation-blocked');
    await expectState(app, 'signed-out');
    expect(listed.seen).toEqual(['/hop']); // the chain did get there
    expect(foreign.seen).toEqual([]);
    expect(app.electron.windows()).toHaveLength(1);

    pool.faults.clear();
    await signIn(app, pool);
    expect(foreign.seen).toEqual([]);
    foreign.close();
    listed.close();
  });

  test('takes no code with it: the callback is not handed on by somebody else (SEC-28, SEC-35)', async ({
    pool,
    launch,
  }) => {
    let callback = '';
    const foreign = await foreignSite((_request, response) => {
      response.writeHead(302, { location: callback }).end();
    });
    pool.hooks.redirect = (url) => {
      callback = url.href;
      return `${foreign.origin}/hop?${url.searchParams}`;
    };
    const app = await launch();
    await submitPassword(await openLoginPage(app), pool.user);
    await expectProblem(app, 'navigation-blocked');
    await expectState(app, 'signed-out');
    expect(callback).toContain('code=');
    expect(foreign.seen).toEqual([]);
    expect(await keychainEntries()).toEqual([]);

    delete pool.hooks.redirect;
    await signIn(app, pool);
    foreign.close();
  });

  test('gets no code to an address that only looks like the callback (SEC-4, SEC-28)', async ({
    pool,
    launch,
  }) => {
    const app = await launch({ env: { COGNITO_FLOWS: 'embedded-window' } });
    const callbacks: string[] = [];
    const lookAlikes = [
      (url: string) => url.replace('://', '.evil://'),
      (url: string) => url.replace('://', '://someone@'),
      (url: string) => url.replace('://auth/', '://auth./'),
    ];
    for (const disguise of lookAlikes) {
      pool.hooks.redirect = ({ href }) => {
        callbacks.push(href);
        return disguise(href);
      };
      await submitPassword(await openLoginPage(app), pool.user);
      await expectProblem(app, 'navigation-blocked');
      await expectState(app, 'signed-out');
    }
    expect(callbacks.filter((url) => url.includes('code='))).toHaveLength(3);
    expect(pool.requests.filter(({ grantType }) => grantType !== undefined)).toEqual([]);
    delete pool.hooks.redirect;
    await signIn(app, pool);
  });
});
