import { beforeEach, describe, expect, it } from 'vitest';
import { clientSettings } from '../../../tests/support/auth/settings';
import type { ApiRequest, ApiResult } from '../../shared/api-call';
import type { AuthState } from '../../shared/auth-state';
import type { Config } from '../config';
import { authCommands, misconfiguredCommands } from './commands';

const app = { name: 'App', version: '1.0.0' };
const state: AuthState = { kind: 'signed-out', problem: null, others: [] };
const config: Config = {
  ...clientSettings,
  provider: {
    kind: 'cognito',
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc',
    domain: 'https://example.auth.eu-west-1.amazoncognito.com',
  },
};

let calls: unknown[][];
beforeEach(() => {
  calls = [];
});

/** Commands for an `AuthService` that only records its calls. */
function commandsWith(settings: Config = config, canSignUp = true) {
  const note =
    (name: string) =>
    async (...parameters: unknown[]) =>
      void calls.push([name, ...parameters]);
  const auth = {
    state,
    canSignUp,
    signIn: note('signIn'),
    cancelSignIn: () => void calls.push(['cancelSignIn']),
    signOut: note('signOut'),
    switchAccount: note('switchAccount'),
    refresh: note('refresh'),
    dismissProblem: () => void calls.push(['dismissProblem']),
  };
  const api = {
    request: async (request: ApiRequest): Promise<ApiResult> => {
      calls.push(['request', request]);
      return { ok: true, answer: { status: 200, headers: {}, body: new Uint8Array() } };
    },
    cancel: (id: string) => void calls.push(['cancel', id]),
  };
  return authCommands(app, settings, auth, api, () => void calls.push(['focus']));
}

describe('the page’s commands', () => {
  it('are passed to `AuthService`, with the arguments of the page', async () => {
    const commands = commandsWith();
    await commands.signOut({ account: 'all', everywhere: true });
    await commands.switchAccount('id');
    await commands.refresh();
    commands.cancelSignIn();
    commands.dismissProblem();
    expect(calls).toEqual([
      ['signOut', { account: 'all', everywhere: true }],
      ['switchAccount', 'id'],
      ['refresh'],
      ['cancelSignIn'],
      ['dismissProblem'],
    ]);
    expect(commands.getState()).toBe(state);
  });

  it('hand calls of the API on', async () => {
    const commands = commandsWith();
    const request = { method: 'GET', path: '/me' } as const;
    expect(await commands.request(request)).toMatchObject({ ok: true, answer: { status: 200 } });
    commands.cancelRequest('call-1');
    expect(calls).toEqual([
      ['request', request],
      ['cancel', 'call-1'],
    ]);
  });

  it('SEC-20: a second click on "sign in" brings the window of the first to the front', async () => {
    await commandsWith().signIn({ intent: 'sign-in', maxAge: 5 });
    expect(calls).toEqual([['focus'], ['signIn', { intent: 'sign-in', maxAge: 5 }]]);
  });

  it('say what the app can do, and where one signs in', () => {
    expect(commandsWith().getAppInfo()).toEqual({
      ...app,
      canSignUp: true,
      flows: config.flows,
      identityProviders: config.identityProviders,
      canSignOutEverywhere: false,
      providerHost: 'example.auth.eu-west-1.amazoncognito.com',
      apiOrigins: [],
    });
    const origins = ['https://api.example'];
    const withApi = { ...config, api: { origins, maxBytes: 1, timeoutMs: 1 } };
    expect(commandsWith(withApi).getAppInfo()).toMatchObject({ apiOrigins: origins });
    const everywhere = { ...config, globalSignOutEndpoint: 'https://cognito-idp.example/' };
    expect(commandsWith(everywhere, false).getAppInfo()).toMatchObject({
      canSignUp: false,
      canSignOutEverywhere: true,
    });
    const other: Config = {
      ...config,
      provider: { kind: 'generic', issuer: 'https://login.example.com/tenant' },
    };
    expect(commandsWith(other).getAppInfo()).toMatchObject({ providerHost: 'login.example.com' });
  });
});

it('without usable settings every problem is shown and nothing else is done', async () => {
  const problems = [
    { key: 'clientId', source: 'nowhere', problem: 'is missing', expected: 'the id of the client' },
  ];
  const commands = misconfiguredCommands(app, problems);
  expect(commands.getState()).toEqual({ kind: 'misconfigured', problems });
  expect(commands.getAppInfo()).toEqual({
    ...app,
    canSignUp: false,
    flows: [],
    identityProviders: [],
    canSignOutEverywhere: false,
    providerHost: null,
    apiOrigins: [],
  });
  await expect(commands.signIn({ intent: 'sign-in' })).rejects.toThrow('misconfigured');
  await expect(commands.signOut({})).rejects.toThrow('misconfigured');
  await expect(commands.switchAccount('id')).rejects.toThrow('misconfigured');
  await expect(commands.refresh()).rejects.toThrow('misconfigured');
  const call = commands.request({ method: 'GET', path: '/' });
  await expect(call).rejects.toThrow('misconfigured');
  expect(() => commands.cancelRequest('call-1')).not.toThrow();
  expect(() => commands.cancelSignIn()).not.toThrow();
  expect(() => commands.dismissProblem()).not.toThrow();
});
