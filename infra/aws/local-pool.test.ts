import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserPool, UserPoolOptions } from '@repo/local-user-pool';
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
import { resourceType } from './testing/checks/specification';

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
    [{ Branding: 'classic' }, { managedLogin: false }],
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

  /** The template with one change. */
  function changed(find: string, replace: string): string {
    expect(text).toContain(find);
    const file = path.join(folder, 'template.yaml');
    writeFileSync(
      file,
      text.replace(find, () => replace),
    );
    return file;
  }

  it.each<[find: string, replace: string, expected: UserPoolOptions]>([
    ['CaseSensitive: false', 'CaseSensitive: true', { usernameCaseSensitive: true }],
    [
      'RequireSymbols: true',
      'RequireSymbols: false',
      { passwordKinds: ['lower-case', 'upper-case', 'number'] },
    ],
    [
      'GenerateSecret: false',
      "GenerateSecret: 'true'",
      { client: { secret: 'localdevelopmentsecret0001' } },
    ],
  ])('is emulated with %s → %s', (find, replace, expected) => {
    const { options, differences } = readTemplateFile(changed(find, replace));
    expect(options).toMatchObject(expected);
    expect(differences).toEqual([]);
  });

  it.each<[find: string, replace: string, difference: string, parameters?: Record<string, string>]>(
    [
      [
        'UsernameAttributes: [email]',
        'UsernameAttributes: [email, phone_number]',
        'UserPool.UsernameAttributes includes phone_number.',
      ],
      ['[SOFTWARE_TOKEN_MFA]', '[SMS_MFA]', 'UserPool.EnabledMfas is not [SOFTWARE_TOKEN_MFA].'],
      ['Name: email, Attr', 'Name: address, Attr', 'UserPool.Schema requires attributes: address.'],
      [
        'CONFIRM_WITH_CODE',
        'CONFIRM_WITH_LINK',
        'UserPool.VerificationMessageTemplate.DefaultEmailOption is CONFIRM_WITH_LINK.',
      ],
      ['PreSignUp: !Get', 'PostConfirmation: !Get', 'UserPool.LambdaConfig.PostConf', automatic],
      [
        '!GetAtt ConfirmFunction.Arn',
        'arn:aws:lambda:x',
        'UserPool.LambdaConfig.PreSignUp is a function that the local pool cannot run: arn:aws:lambda:x.',
        automatic,
      ],
      [
        'Runtime: nodejs24.x',
        'Runtime: python3.14',
        'UserPool.LambdaConfig.PreSignUp is a function that the local pool cannot run: ConfirmFunction.',
        automatic,
      ],
      ['Errors: ENABLED', 'Errors: LEGACY', 'Client.PreventUserExistenceErrors is not ENABLED'],
      [
        'ProviderType: Google',
        'ProviderType: SAML',
        'GoogleProvider.ProviderType is SAML.',
        { GoogleClientId: 'a', GoogleClientSecretName: 'b' },
      ],
      [
        'Type: AWS::Cognito::ManagedLoginBranding',
        'Type: AWS::SNS::Topic',
        'ManagedLoginBranding is missing, so on AWS managed login shows an error to these clients: Client.',
      ],
      [
        'Type: AWS::Cognito::UserPoolGroup\n',
        'Type: AWS::Cognito::UserPoolUser\n',
        'UserPoolUser creates users: ',
      ],
      [
        'Type: AWS::Cognito::UserPoolGroup\n',
        'Type: AWS::Cognito::UserPoolTwin\n',
        'AWS::Cognito has types that the local pool does not know: ',
      ],
      ['UserPoolName:', 'PoolName:', 'UserPool.PoolName is not known to the local pool.'],
    ],
  )(
    'starts with a difference when it has %s → %s',
    (find, replace, difference, parameters = {}) => {
      const { differences } = readTemplateFile(changed(find, replace), { parameters });
      expect(differences).toContainEqual(expect.stringContaining(difference));
    },
  );

  it.each<[find: string, replace: string, complaint: string, parameters?: Record<string, string>]>([
    [
      'UsernameAttributes: [email]',
      'UsernameAttributes: [phone_number]',
      'UserPool.UsernameAttributes has phone_number alone.',
    ],
    [
      'PreSignUp: !Get',
      'PreTokenGeneration: !Get',
      'UserPool.LambdaConfig.PreTokenGeneration is a trigger that the local pool does not call.',
      automatic,
    ],
    [
      'exports.handler =',
      'exports.other =',
      'cannot be loaded here: ConfirmFunction, it exports no handler.',
      automatic,
    ],
    [
      'exports.handler = async',
      'require("fs"); exports.handler = async',
      'cannot be loaded here: ConfirmFunction, ReferenceError',
      automatic,
    ],
    [
      'IdToken: minutes',
      'IdToken: days',
      'Client.IdTokenValidity is outside the range of Cognito: 5184000 seconds.',
    ],
    ['GenerateSecret: false', 'GenerateSecret: no secret', "Client.GenerateSecret can't be read"],
  ])('is refused when it has %s → %s', (find, replace, complaint, parameters = {}) => {
    const file = changed(find, replace);
    const read = () => readTemplateFile(file, { parameters });
    expect(read).toThrow(expect.objectContaining({ code: 'bad_option' }));
    expect(read).toThrow(complaint);
    expect(read).toThrow(new RegExp(`^--template ${file}: `));
    const { differences } = readTemplateFile(file, { parameters, lenient: true });
    expect(differences).toContainEqual(expect.stringContaining(complaint));
  });

  it('leaves out what only AWS knows', () => {
    const { options, differences } = readTemplateFile(template, {
      parameters: { BouncePage: 'yes' },
    });
    expect(JSON.stringify(options)).not.toContain('«');
    expect(differences).toContainEqual(
      expect.stringContaining('parts that only AWS or another tool knows: https://«BounceDistr'),
    );
  });

  // What AWS has and the local pool doesn't know would be reported to users as misspelt.
  it.each([
    'UserPool',
    'UserPoolClient',
    'UserPoolGroup',
    'UserPoolIdentityProvider',
    'UserPoolResourceServer',
  ])('may have every property of a %s', (name) => {
    const Type = `AWS::Cognito::${name}`;
    const names = Object.keys(resourceType(Type)?.properties ?? {});
    expect(names.length).toBeGreaterThan(3);
    // Two that have to be of another value than the others.
    const values: Record<string, string> = { ReadAttributes: 'name', IdpIdentifiers: 'y' };
    const Properties = Object.fromEntries(names.map((each) => [each, values[each] ?? 'x']));
    const file = path.join(folder, 'template.json');
    writeFileSync(file, JSON.stringify({ Resources: { Known: { Type, Properties } } }));
    const { differences } = readTemplateFile(file, { lenient: true });
    expect(differences.filter((each) => each.includes('is not known'))).toEqual([]);
  });
});
