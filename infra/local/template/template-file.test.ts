import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTemplateFile, type TemplateChoices } from './template-file';

const templates = fileURLToPath(new URL('../testing/templates', import.meta.url));

// What larger templates become, and what is refused: infra/aws/local-pool.test.ts
it('a template may be small', () => {
  const file = fileURLToPath(new URL('../testing/small-template.yaml', import.meta.url));
  const { options, differences } = readTemplateFile(file);
  expect(options).toMatchObject({
    mfa: false,
    client: {
      signOutUris: [],
      tokenLifetimes: { access: 3600 },
      refreshTokenRotation: null,
      revocation: true,
    },
  });
  expect(differences).toEqual([expect.stringMatching(/^UserPoolDomain is missing/)]);
});

describe('a template', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'template-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(text: string, choices: TemplateChoices = {}) {
    const file = path.join(folder, 'a.yaml');
    writeFileSync(file, text);
    return readTemplateFile(file, choices);
  }

  const pool =
    'Pool: { Type: AWS::Cognito::UserPool, Properties: { UsernameAttributes: [email] } }';
  const client = (properties: string) =>
    `Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Pool, ${properties} } }`;
  const oauth =
    'AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: [code], AllowedOAuthScopes: [openid]';

  it('names every parameter that is needed, and how to pass it', () => {
    const text = `
Parameters:
  Url: { Type: String, Description: Where the site is }
  Days: { Type: Number }
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Key: { Type: AWS::EC2::KeyPair::KeyName }
  Name: { Type: String }
Conditions: { IsProduction: !Equals [!Ref Stage, prod] }
Resources:
  Machine: { Type: AWS::EC2::Instance, Properties: { KeyName: !Ref Key } }
  ${pool}
  ${client(`${oauth}, ClientName: !Ref Name, CallbackURLs: [!Ref Url], RefreshTokenValidity: !If [IsProduction, 1, !Ref Days]`)}`;
    const needed = [
      'parameters without a default are needed. Add:',
      '--parameter Url=VALUE  String: Where the site is',
      '--parameter Stage=VALUE  dev or prod',
      '--parameter Days=VALUE  Number',
    ];
    expect(() => read(text)).toThrow(`${folder}/a.yaml: ${needed.join('\n  ')}`);
    const parameters = { Url: 'https://app.example', Stage: 'prod' };
    expect(read(text, { parameters }).options.client).toMatchObject({
      redirectUris: ['https://app.example'],
      tokenLifetimes: { refresh: 86_400 },
    });
  });

  it('is refused with everything that it has to do with, unless lenient', () => {
    const text = `
Resources:
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UsernameAttributes: [phone_number]
      MfaConfiguration: MAYBE
      LambdaConfig: { PreTokenGeneration: 'arn:aws:lambda:x', PostConfirmation: 'arn:aws:lambda:x' }
  ${client(`${oauth}, CallbackURLs: [!Ref Nothing], AccessTokenValidity: 2000, AllowedOAuthScopes: [offline_access, openid, orders/read]`)}`;
    const refused = [
      'Pool.MfaConfiguration can\'t be read: Invalid option: expected one of "OFF"|"OPTIONAL"|"ON", not "MAYBE". Here: the property has its default.',
      'Pool.UsernameAttributes has phone_number alone. Here: users sign in with their e-mail address, and their tokens have it. To match: UsernameAttributes: [email].',
      'Pool.LambdaConfig.PreTokenGeneration is a trigger that the local pool does not call.',
      "Client.CallbackURLs can't be read: Nothing, which is referred to, is not there.",
      'Client.AccessTokenValidity is outside the range of Cognito: 7200000 seconds.',
      'Client.AllowedOAuthScopes names scopes that Cognito does not have: offline_access.',
    ];
    const printed = [
      'PostConfirmation',
      'Client.AllowedOAuthScopes names scopes that no resource server of the template has: orders/read.',
    ];
    for (const each of [...refused, 'start all the same with --lenient', ...printed]) {
      expect(() => read(text)).toThrow(each);
    }
    const { options, differences } = read(text, { lenient: true });
    for (const each of [...refused, ...printed]) {
      expect(differences).toContainEqual(expect.stringContaining(each));
    }
    expect(options.client).toMatchObject({ scopes: ['openid', 'orders/read'], tokenLifetimes: {} });
    expect(options.resourceServers).toEqual([{ identifier: 'orders', scopes: ['read'] }]);
  });

  it.each([
    ['AutoVerifiedAttributes: [phone_number]', 'AutoVerifiedAttributes does not include email'],
    [
      'VerificationMessageTemplate: { DefaultEmailOption: CONFIRM_WITH_LINK }',
      'VerificationMessageTemplate.DefaultEmailOption is CONFIRM_WITH_LINK',
    ],
    [
      'AccountRecoverySetting: { RecoveryMechanisms: [{ Name: admin_only, Priority: 1 }] }',
      'AccountRecoverySetting.RecoveryMechanisms does not include verified_email',
    ],
    ["MfaConfiguration: 'ON'", 'EnabledMfas is not [SOFTWARE_TOKEN_MFA]'],
    [
      'Policies: { SignInPolicy: { AllowedFirstAuthFactors: [PASSWORD, WEB_AUTHN] } }',
      'Policies.SignInPolicy.AllowedFirstAuthFactors has more than PASSWORD',
    ],
    [
      'Policies: { PasswordPolicy: { PasswordHistorySize: 5 } }',
      'Policies.PasswordPolicy.PasswordHistorySize is set',
    ],
    ...['InboundFederation', 'PreTokenGenerationConfig', 'PreAuthentication'].map((name) => [
      `LambdaConfig: { ${name}: {} }`,
      `LambdaConfig.${name} is a trigger that the local pool does not call`,
    ]),
    ...['PostAuthentication', 'UserMigration'].map((name) => [
      `LambdaConfig: { ${name}: 'arn:aws:lambda:x' }`,
      `LambdaConfig.${name} is a trigger that the local pool does not call`,
    ]),
  ])('with %s differs', (property = '', difference = '') => {
    const Pool = `Pool: { Type: AWS::Cognito::UserPool, Properties: { ${property} } }`;
    const { differences } = read(`Resources: { ${Pool} }`, { lenient: true });
    expect(differences).toContainEqual(
      expect.stringMatching(`Pool.${difference.replaceAll(/[[\]]/g, '.')}`),
    );
  });

  it.each([
    'MfaConfiguration: OPTIONAL, EnabledMfas: [SOFTWARE_TOKEN_MFA]',
    'AdminCreateUserConfig: { AllowAdminCreateUserOnly: true }, AutoVerifiedAttributes: []',
    'LambdaConfig: { CustomMessage: a, DefineAuthChallenge: b, KMSKeyID: c }',
    'SmsVerificationMessage: x, DeviceConfiguration: {}, UserPoolTier: PLUS',
  ])('with %s does not', (properties) => {
    const common = 'UsernameAttributes: [email], AutoVerifiedAttributes: [email]';
    const Pool = `Pool: { Type: AWS::Cognito::UserPool, Properties: { ${common}, ${properties} } }`;
    expect(read(`Resources: { ${Pool} }`).differences).toEqual([
      expect.stringMatching(/^UserPoolDomain/),
      expect.stringMatching(/^UserPoolClient/),
    ]);
  });

  it('may have anything that the user pool does not use', () => {
    const text = `
Parameters: { Unused: { Type: String } }
Conditions: { Bad: !Equals [!Ref Nothing, 1] }
Resources:
  A: { Type: AWS::EC2::Instance, Condition: Bad, Properties: { B: !FindInMap [No, Such, Map] } }
  B: { Type: Custom::Thing, DependsOn: Nothing, Properties: { Fn::Transform: { Name: X } } }
  ${pool}
Outputs: { C: { Value: !GetAtt A.Nothing }, D: { Value: !Ref Unused } }`;
    expect(read(text).differences).not.toContainEqual(expect.stringContaining("can't be read"));
  });

  it('may refer to what a macro makes', () => {
    const url = `CallbackURLs: [!Sub "https://\${ServerlessRestApi}.execute-api", https://app.example]`;
    const text = `Transform: AWS::Serverless-2016-10-31\nResources:\n  ${pool}\n  ${client(`${oauth}, ${url}`)}`;
    const { options } = read(text);
    expect(options.client?.redirectUris).toEqual(['https://app.example']);
  });

  it('may be of clients for a user pool elsewhere, whose parameter is not needed', () => {
    const text = `
Parameters: { Pool: { Type: String }, Url: { Type: String, Default: '', AllowedPattern: '.+' } }
Resources:
  ${client(`${oauth}, CallbackURLs: [https://app.example]`)}
  Domain: { Type: AWS::Cognito::UserPoolDomain, Properties: { UserPoolId: !Ref Pool, Domain: !Ref Url, ManagedLoginVersion: '2' } }`;
    expect(read(text).options).toMatchObject({
      managedLogin: true,
      client: { redirectUris: ['https://app.example'] },
    });
  });

  it('needs a parameter whose default does not fit, if it is used', () => {
    const text = `
Parameters: { Url: { Type: String, Default: '', AllowedPattern: '.+' } }
Resources:
  ${pool}
  ${client(`${oauth}, CallbackURLs: [!Ref Url]`)}`;
    expect(() => read(text)).toThrow('--parameter Url=VALUE  String');
  });

  it('needs no parameters for functions that it does not run', () => {
    const text = `
Parameters: { Bucket: { Type: String }, Arn: { Type: String } }
Resources:
  Confirm:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs24.x, Code: { S3Bucket: !Ref Bucket } }
  Pool:
    Type: AWS::Cognito::UserPool
    Properties: { LambdaConfig: { PreSignUp: !GetAtt Confirm.Arn, PostConfirmation: !Ref Arn } }`;
    expect(read(text).differences.join()).toContain('cannot run: Confirm.');
  });

  it('may have values that only AWS knows, which are printed', () => {
    const days = "RefreshTokenValidity: '{{resolve:ssm:/days}}', AccessTokenValidity: !Ref Hours";
    const hours =
      'Parameters: { Hours: { Type: AWS::SSM::Parameter::Value<String>, Default: /h } }';
    const { options, differences } = read(
      `${hours}\nResources: { ${pool}, ${client(`${oauth}, ${days}`)} }`,
    );
    expect(options.client?.tokenLifetimes).toEqual({});
    const found = differences.filter((each) => each.includes('has a value that only AWS'));
    expect(found.map((each) => each.split(' ')[0]).sort()).toEqual([
      'Client.AccessTokenValidity',
      'Client.RefreshTokenValidity',
    ]);
  });

  it('may be in UTF-16, as PowerShell writes it, with a mark or without', () => {
    const file = path.join(folder, 'b.yaml');
    const text = `Resources: { ${pool} }`;
    for (const marked of [`\ufeff${text}`, text]) {
      const little = Buffer.from(marked, 'utf16le');
      for (const bytes of [little, Buffer.from(little).swap16()]) {
        writeFileSync(file, bytes);
        expect(readTemplateFile(file).differences).toHaveLength(3);
      }
    }
  });

  it('may be without a user pool and a client', () => {
    const { options, differences } = read('Resources: { A: { Type: AWS::SNS::Topic } }');
    expect(options.client).toBeUndefined();
    expect(differences.map((each) => each.split(' is missing')[0])).toEqual([
      'UserPool',
      'UserPoolDomain',
      'UserPoolClient',
    ]);
  });

  it('may have a macro that changes anything, if lenient', () => {
    const text = `Transform: [AWS::Serverless-2016-10-31, { Name: Mine }]\nResources: { ${pool} }`;
    expect(() => read(text)).toThrow(
      'Transform names a macro that the local pool does not run: Mine.',
    );
    expect(read(text, { lenient: true }).differences).toHaveLength(4);
  });

  it.each([
    [{}, 'several user pools. Choose one with --template-pool NAME: Tenants, Operators.'],
    [{ pool: 'Nothing' }, 'there is no Nothing for --template-pool. The template has: Tenants, Op'],
    [
      { pool: 'Tenants', client: 'OperatorClient' },
      'there is no OperatorClient for --template-client. The template has: TenantClient.',
    ],
  ])('with several user pools says how to choose, with %j', (choices, complaint) => {
    expect(() => readTemplateFile(`${templates}/several-pools.yaml`, choices)).toThrow(complaint);
  });

  it('has the client first that is chosen', () => {
    const file = `${templates}/several-clients.yaml`;
    const { options, differences } = readTemplateFile(file, { client: 'Website' });
    expect(options.client?.redirectUris).toEqual(['https://app.example/oauth2/idpresponse']);
    expect(options.clients).toMatchObject([{ id: 'Desktop' }]);
    expect(differences.join()).not.toContain('more than once');
    const { options: withSdk } = readTemplateFile(file, { client: 'Sdk' });
    expect(withSdk.clients?.map(({ id }) => id)).toEqual(['Website', 'Desktop']);
  });

  it('runs a pre sign-up function of AWS SAM whose code is in the template', async () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs24.x } }
Resources:
  Confirm:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: 'exports.handler = async (event) => ({ ...event, response: { autoConfirmUser: true } })'
      Events: { SignUp: { Type: Cognito, Properties: { UserPool: !Ref Pool, Trigger: PreSignUp } } }
  ${pool}`;
    const { options, differences } = read(text);
    expect(options.preSignUp).toBeTypeOf('function');
    expect(differences.join()).not.toContain('PreSignUp');
  });
});
