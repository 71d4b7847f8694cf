import { describe, expect, it } from 'vitest';
import { identity } from '../../src/shared/identity';
import { resolveOptions, type UserPoolOptions } from './options';

describe('the options', () => {
  it('default to what the app is built with', () => {
    const { clients, host, port } = resolveOptions();
    const [{ redirectUris, signOutUris }] = clients;
    expect(redirectUris).toEqual([
      identity.redirectUri,
      'http://localhost:5000',
      ...identity.loopbackRedirectUris,
    ]);
    expect(signOutUris).toEqual([identity.signOutUri, 'http://localhost:5000']);
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

  it.each<[UserPoolOptions, string]>([
    [{ port: 65_535 }, 'port'],
    [{ port: 1.5 }, 'port'],
    [{ refreshTokenRotation: { graceSeconds: 61 } }, 'grace'],
    [{ refreshTokenRotation: { graceSeconds: Number.NaN } }, 'grace'],
    [{ redirectUris: [] }, 'redirect URI'],
    [{ redirectUris: ['/callback'] }, '/callback'],
    [{ redirectUris: ['http://localhost/#x'] }, 'fragment'],
    [{ signOutUris: ['no uri'] }, 'no uri'],
    [{ identityProvider: 'two words' }, 'provider'],
    [{ identityProvider: 'COGNITO' }, 'provider'],
    [{ users: [] }, 'user'],
    [{ users: [{ username: 'nobody', password: 'x' }] }, 'e-mail'],
    [{ users: [{ username: 'a@b.c', password: '' }] }, 'password'],
  ])('refuse %j', (options, word) => {
    expect(() => resolveOptions(options)).toThrow(
      expect.objectContaining({ code: 'bad_option', message: expect.stringContaining(word) }),
    );
  });
});
