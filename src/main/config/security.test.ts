import { expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn } from '../../../tests/support/config/load';

const open = { scopes: ['openid'] };

it('SEC-14: nothing more is asked for than it takes to show who is signed in', async () => {
  expect(await loadedFrom(cognito)).toMatchObject({ scopes: ['openid', 'profile', 'email'] });
  expect(await loadedFrom({ ...cognito, ...open })).toMatchObject(open);
});

it.each(['domain', 'issuer', 'redirectUri', 'signOutUri'])(
  'SEC-15: %s is https, or http on this computer',
  async (key) => {
    const refused = [
      ...['http://example.com', 'http://127.0.0.1.example', 'http://10.0.0.1'],
      ...['https://ann@example.com', 'https://:secret@example.com'],
    ];
    // A redirect URI may have a private-use scheme (SEC-21).
    if (['domain', 'issuer'].includes(key)) refused.push('ftp://localhost', 'x.y://example.com');
    for (const address of refused) {
      expect(await problemsIn({ ...cognito, [key]: address }), address).toMatchObject([{ key }]);
    }
    for (const address of ['https://example.com', 'http://127.0.0.1:9', 'http://[::1]:9']) {
      expect(await loadedFrom({ ...cognito, [key]: address }), address).not.toBeNull();
    }
  },
);

it('SEC-21: a private-use scheme is a reversed domain name', async () => {
  const schemes = ['myapp://callback', 'javascript:alert(1)', 'data:text/html,x', 'Com.Example:/x'];
  for (const redirectUri of schemes) {
    expect(await problemsIn({ ...cognito, redirectUri })).toMatchObject([{ key: 'redirectUri' }]);
  }
  const redirectUri = 'com.example.app:/callback';
  expect(await loadedFrom({ ...cognito, redirectUri })).toMatchObject({ redirectUri });
});

it.each(['http://localhost:5000', 'http://localhost:5000/', 'com.example.app://Auth/CallBack'])(
  'SEC-23: %s is used to the letter, as it is registered',
  async (redirectUri) => {
    expect(await loadedFrom({ ...cognito, redirectUri })).toMatchObject({ redirectUri });
  },
);

it('SEC-23: a loopback redirect URI names its port', async () => {
  const key = 'loopbackRedirectUris';
  const problems = await problemsIn({ ...cognito, [key]: ['http://localhost/callback'] });
  expect(problems).toMatchObject([{ key }]);
  const uris = ['http://localhost:52813/callback'];
  expect(await loadedFrom({ ...cognito, [key]: uris })).toMatchObject({ [key]: uris });
});
