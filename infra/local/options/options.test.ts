import { describe, expect, it } from 'vitest';
import type { AppClient } from './app-client';
import { resolveOptions } from './options';
import type { UserPoolOptions } from './settings';

const person = { username: 'a@b.example', password: 'x' };
const web: AppClient = { id: 'web', redirectUris: ['a://b'] };
const machine: AppClient = { id: 'machine', secret: 'x', flows: ['client_credentials'] };
const api = { identifier: 'api', scopes: ['read'] };
const corp = { name: 'Corp', issuer: 'https://login.example', clientId: 'pool' };

describe('the options', () => {
  it('default to this computer, and to a URI for apps that intercept the navigation', () => {
    const { clients, host, port } = resolveOptions();
    const [{ redirectUris, signOutUris }] = clients;
    expect(redirectUris).toEqual(['http://localhost:5000']);
    expect(signOutUris).toEqual(['http://localhost:5000']);
    expect({ host, port }).toEqual({ host: '127.0.0.1', port: 0 });
  });

  // Cognito's defaults: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
  it('default to the lifetimes of Cognito', () => {
    const [client] = resolveOptions({ tokenLifetimes: { access: 300 } }).clients;
    expect(client.tokenLifetimes).toEqual({
      id: 3600,
      access: 300,
      refresh: 2_592_000,
    });
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.com', ''])('refuse the host "%s"', (host) => {
    expect(() => resolveOptions({ host })).toThrow(
      expect.objectContaining({ code: 'not_loopback', message: expect.stringContaining(host) }),
    );
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
  it('take redirect URIs by https, of any app, and by http on this computer', () => {
    const redirectUris = [
      'https://web.example/callback',
      'com.myclientapp://myclient/redirect',
      'http://localhost:5000',
      'http://127.0.0.1:52813/callback',
      'http://[::1]:52813/callback',
    ];
    expect(resolveOptions({ redirectUris }).clients[0].redirectUris).toEqual(redirectUris);
    expect(resolveOptions({ signOutUris: ['myapp://signout/'] }).clients[0].signOutUris).toEqual([
      'myapp://signout/',
    ]);
  });

  it.each<[UserPoolOptions, string]>([
    [{ port: 65_535 }, 'port'],
    [{ port: 1.5 }, 'port'],
    [{ refreshTokenRotation: { graceSeconds: 61 } }, 'grace'],
    [{ refreshTokenRotation: { graceSeconds: Number.NaN } }, 'grace'],
    [{ redirectUris: [] }, 'redirect URI'],
    [{ redirectUris: ['/callback'] }, '/callback'],
    [{ redirectUris: ['http://localhost/#x'] }, 'fragment'],
    [{ redirectUris: [`http://localhost/${'x'.repeat(1024)}`] }, 'absolute URI'],
    [{ redirectUris: ['http://web.example/callback'] }, 'https'],
    [{ signOutUris: ['http://127.0.0.2/'] }, 'https'],
    [{ redirectUris: Array.from({ length: 101 }, (_, index) => `a://b/${index}`) }, '100'],
    [{ signOutUris: ['no uri'] }, 'no uri'],
    [{ clientId: 'two words' }, 'id must be'],
    [{ scopes: [] }, 'scope'],
    [{ scopes: ['openid', 'solar/read'] }, 'solar/read'],
    [{ scopes: ['offline_access'] }, 'offline_access'],
    [{ tokenLifetimes: { access: 0 } }, 'access tokens'],
    [{ clients: [{ id: 'web' }] }, 'App client "web"'],
    [{ clients: [{ ...web, id: 'localdevelopmentclient0001' }] }, 'two of that id'],
    [{ clients: [{ ...web, secret: 'with space' }] }, 'secret'],
    [{ clients: [{ ...web, flows: [] }] }, 'flow'],
    [{ clients: [{ ...web, identityProviders: ['Google'] }] }, '"Google"'],
    [{ clients: [{ ...web, defaultRedirectUri: 'a://c' }] }, 'a://c'],
    [{ clients: [{ ...web, flows: ['client_credentials', 'code'] }] }, 'only flow'],
    [{ clients: [{ id: 'web', flows: ['client_credentials'] }] }, 'secret'],
    [{ clients: [{ id: 'web', secret: 'x', flows: ['client_credentials'] }] }, 'scope'],
    [{ clients: [{ ...machine, scopes: ['openid'] }] }, 'resource servers'],
    [{ resourceServers: [{ identifier: 'with space', scopes: [] }] }, 'with space'],
    [{ resourceServers: [{ identifier: 'api', scopes: ['a b'] }] }, 'a b'],
    [{ clients: [{ ...web, readAttributes: ['shoe_size'] }] }, 'shoe_size'],
    [{ users: [{ ...person, attributes: { shoe_size: '9' } }] }, 'shoe_size'],
    [{ users: [{ ...person, attributes: { email: 'c@d.example' } }] }, 'email'],
    [{ users: [{ ...person, attributes: { phone_number: '555' } }] }, 'phone_number'],
    [{ users: [{ ...person, attributes: { phone_number_verified: 'yes' } }] }, '"true" or "false"'],
    [{ users: [{ ...person, attributes: { updated_at: 'today' } }] }, 'updated_at'],
    [{ users: [{ ...person, attributes: { 'custom:': 'x' } }] }, 'custom:'],
    [{ users: [{ ...person, attributes: { nickname: 'x'.repeat(2049) } }] }, 'nickname'],
    [{ resourceServers: [api, api] }, 'two resource servers'],
    [{ port: 65_534, demoProviders: ['Google'] }, '65533'],
    [{ demoProviders: ['two words'] }, 'provider'],
    [{ demoProviders: ['COGNITO'] }, 'provider'],
    [{ demoProviders: ['under_score'] }, 'provider'],
    [{ demoProviders: ['Corp'], identityProviders: [corp] }, 'called Corp'],
    [{ identityProviders: [{ ...corp, identifiers: ['Corp'] }] }, 'called Corp'],
    [{ identityProviders: [{ ...corp, issuer: 'login.example' }] }, 'login.example'],
    [{ identityProviders: [{ ...corp, issuer: 'http://login.example' }] }, 'https'],
    [{ identityProviders: [{ ...corp, issuer: 'https://login.example?x' }] }, 'query'],
    [{ identityProviders: [{ ...corp, clientId: '' }] }, 'client id'],
    [{ identityProviders: [{ ...corp, scopes: ['email'] }] }, 'openid'],
    [{ identityProviders: [{ ...corp, timeoutMs: 0 }] }, 'time limit'],
    [{ users: [] }, 'user'],
    [{ users: [{ username: 'nobody', password: 'x' }] }, 'e-mail'],
    [{ users: [{ username: 'a@b.c', password: '' }] }, 'password'],
  ])('refuse %j', (options, word) => {
    expect(() => resolveOptions(options)).toThrow(
      expect.objectContaining({ code: 'bad_option', message: expect.stringContaining(word) }),
    );
  });
});
