import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserPool } from '@repo/local-user-pool';
import { readTemplateFile } from '@repo/local-user-pool/template';
import {
  authorizationQuery,
  locationOf,
  TestBrowser,
  tokensOf,
} from '@repo/local-user-pool/testing/test-browser';
import { startTestPool } from '@repo/local-user-pool/testing/test-pool';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stackOf } from './testing/aws-template';

const template = fileURLToPath(new URL('template.yaml', import.meta.url));
const text = readFileSync(template, 'utf8');

describe('a local pool from template.yaml', () => {
  const person = { username: 'new@example.com', password: 'Str0ng!words' };
  let pool: UserPool;
  let browser: TestBrowser;
  afterEach(() => pool.close());

  async function start(parameters: Record<string, string> = {}): Promise<void> {
    pool = await startTestPool(readTemplateFile(template, { parameters }).options);
    browser = new TestBrowser(pool);
  }

  const signUp = () => browser.submit(`/signup?${authorizationQuery(pool)}`, person);

  it('has the client, the scopes, the pages and the groups that are deployed', async () => {
    await start({ AccessTokenMinutes: '5', RefreshTokenDays: '1', CallbackUrls: 'our.app://back' });
    expect(pool.clients).toHaveLength(1);
    expect(pool.clients[0]).toMatchObject({
      redirectUris: ['our.app://back'],
      scopes: ['openid', 'email', 'profile', 'notes/read', 'notes/write'],
      flows: ['code'],
      tokenLifetimes: { access: 300, id: 3600, refresh: 86_400 },
      refreshTokenRotation: { graceSeconds: 60 },
      identityProviders: ['COGNITO'],
    });
    const back = await browser.signIn(
      authorizationQuery(pool, { scope: 'openid notes/read', prompt: 'login' }),
    );
    const tokens = await tokensOf(pool, back);
    expect(tokens.expires_in).toBe(300);
    expect(decodeJwt(tokens.access_token)).toMatchObject({ scope: 'openid notes/read' });
    const admin = authorizationQuery(pool, { scope: 'openid aws.cognito.signin.user.admin' });
    const refused = locationOf(await browser.get(`/oauth2/authorize?${admin}`));
    expect(refused.search).toContain('invalid_scope');
  });

  it('has the scopes of the sample API', async () => {
    pool = await startTestPool({ sampleApi: true });
    expect(pool.sampleApi?.scopes.join(' ')).toBe(stackOf().outputs.ApiScopes);
  });

  it('sends people back once they have entered the mailed code, with ConfirmUsers=email', async () => {
    await start({ ConfirmUsers: 'email' });
    expect((await signUp()).headers.get('location')).toMatch(/^\/confirm\?/);
    const code = pool.inbox[0]?.code ?? '';
    const back = await browser.submit(`/confirm?${authorizationQuery(pool)}`, { code });
    const { id_token: idToken } = await tokensOf(pool, back);
    expect(decodeJwt(idToken)).toMatchObject({ email_verified: true });
  });

  it('sends people back at once, by the function in the template, with ConfirmUsers=automatic', async () => {
    await start({ ConfirmUsers: 'automatic' });
    const { id_token: idToken } = await tokensOf(pool, await signUp());
    expect(decodeJwt(idToken)).toMatchObject({ email: person.username, email_verified: false });
    expect(pool.inbox).toEqual([]);
  });

  it.each([
    [{ SignUp: 'administrators' }, { adminCreateUserOnly: true }],
    [{ Mfa: 'required' }, { mfa: true }],
    [{ Mfa: 'off' }, { mfa: false }],
    [{ PasswordMinimumLength: '20' }, { passwordMinimumLength: 20 }],
    [{ Branding: 'classic' }, { managedLogin: false, hasDomain: true }],
    [{ RefreshTokenRotation: 'off' }, { client: { refreshTokenRotation: null } }],
    [
      { Tier: 'LITE', Branding: 'classic', RefreshTokenRotation: 'off', Logs: 'yes' },
      { client: { refreshTokenRotation: null }, managedLogin: false },
    ],
    [
      { GlobalSignOut: 'yes' },
      { client: { scopes: expect.arrayContaining(['aws.cognito.signin.user.admin']) } },
    ],
    [
      { GoogleClientId: 'a', GoogleClientSecretName: 'b' },
      {
        client: { identityProviders: ['COGNITO', 'Google'] },
        demoProviders: [
          {
            name: 'Google',
            attributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
          },
        ],
      },
    ],
  ])('is told %j', async (parameters, expected) => {
    const { options } = readTemplateFile(template, {
      parameters: parameters as Record<string, string>,
    });
    expect(options).toMatchObject(expected);
    pool = await startTestPool(options);
  });
});

describe('a template like it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-template-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const automatic = { ConfirmUsers: 'automatic' };

  it.each<[find: string, replace: string, complaint: string, parameters?: Record<string, string>]>([
    ['CaseSensitive: false', 'CaseSensitive: true', 'UserPool.UsernameConfiguration.CaseSensitive'],
    [
      'UsernameAttributes: [email]',
      'UsernameAttributes: [phone_number]',
      'UserPool.UsernameAttributes.0',
    ],
    ['[SOFTWARE_TOKEN_MFA]', '[SMS_MFA]', 'UserPool.EnabledMfas.0 is not imitated'],
    ['RequireSymbols: true', 'RequireSymbols: false', 'Policies.PasswordPolicy.RequireSymbols'],
    ['Name: email, Attr', 'Name: address, Attr', 'UserPool.Schema.0'],
    ['CONFIRM_WITH_CODE', 'CONFIRM_WITH_LINK', 'VerificationMessageTemplate.DefaultEmailOption'],
    ['PreSignUp: !Get', 'PostConfirmation: !Get', 'UserPool.LambdaConfig', automatic],
    [
      '!GetAtt ConfirmFunction.Arn',
      'arn:aws:lambda:x',
      'has to be a function of the template',
      automatic,
    ],
    [
      'exports.handler =',
      'exports.other =',
      'ConfirmFunction: its code exports no handler',
      automatic,
    ],
    [
      'exports.handler = async',
      'require("fs"); exports.handler = async',
      'cannot be loaded',
      automatic,
    ],
    ['Runtime: nodejs24.x', 'Runtime: python3.14', 'ConfirmFunction.Runtime', automatic],
    ['Errors: ENABLED', 'Errors: LEGACY', 'Client.PreventUserExistenceErrors'],
    ['GenerateSecret: false', 'GenerateSecret: true', 'Client.GenerateSecret'],
    ['- ALLOW_USER_SRP_AUTH', '- ALLOW_USER_AUTH', 'no passkeys'],
    ['IdToken: minutes', 'IdToken: days', 'id tokens live 300 to 86400 seconds, not 5184000'],
    [
      'ProviderType: Google',
      'ProviderType: SAML',
      'GoogleProvider.ProviderType',
      { GoogleClientId: 'a', GoogleClientSecretName: 'b' },
    ],
    ['Type: AWS::Cognito::ManagedLoginBranding', 'Type: AWS::SNS::Topic', 'no pages for Client'],
    [
      'Type: AWS::Cognito::UserPoolGroup\n',
      'Type: AWS::Cognito::UserPoolUser\n',
      'is not imitated',
    ],
    [
      '    Type: AWS::Cognito::UserPoolClient',
      '    Type: AWS::SNS::Topic',
      'An app client is needed',
    ],
    ['UserPoolName:', 'PoolName:', 'UserPool.PoolName is not imitated by the local pool.'],
  ])('is refused when it has %s → %s', (find, replace, complaint, parameters = {}) => {
    expect(text).toContain(find);
    const file = path.join(folder, 'template.yaml');
    writeFileSync(
      file,
      text.replace(find, () => replace),
    );
    const read = () => readTemplateFile(file, { parameters });
    expect(read).toThrow(expect.objectContaining({ code: 'bad_option' }));
    expect(read).toThrow(complaint);
    expect(read).toThrow(new RegExp(`^--template ${file}: `));
  });

  it('is refused with parameters that only AWS could fulfil', () => {
    expect(() => readTemplateFile(template, { parameters: { BouncePage: 'yes' } })).toThrow(
      'Client.CallbackURLs needs BounceDistribution.DomainName, which only AWS knows.',
    );
    expect(() =>
      readTemplateFile(template, { parameters: { SamlMetadataUrl: 'https://idp.example' } }),
    ).toThrow('SamlProvider.ProviderType is not imitated');
  });
});
