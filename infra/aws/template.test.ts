import { refProperties } from '@repo/cloudformation/ref-properties';
import { describe, expect, it } from 'vitest';
import { configKeys } from '../../src/main/config/keys';
import { domainPrefix } from '../../src/main/config/partitions';
import { validate } from '../../src/main/config/validate';
import { identity } from '../../src/shared/identity';
import { awsTemplate, stackOf, templateText } from './testing/aws-template';
import { resourceType } from './testing/checks/specification';

/** What a person's app is given: the output AppConfig. */
function appConfig(parameters: Record<string, string> = {}): Record<string, unknown> {
  return JSON.parse(String(stackOf(parameters).outputs.AppConfig));
}

const google = { GoogleClientId: 'app.example', GoogleClientSecretName: 'google' };

describe('infra/aws/template.yaml', () => {
  it('registers the URIs of src/shared/identity.ts', () => {
    const { redirectUri, loopbackRedirectUris, signOutUri, loopbackSignOutUris } = identity;
    const { CallbackUrls, SignOutUrls } = stackOf().parameters;
    const intercepted = 'http://localhost:5000';
    expect(CallbackUrls).toEqual([redirectUri, ...loopbackRedirectUris, intercepted]);
    expect(SignOutUrls).toEqual([signOutUri, ...loopbackSignOutUris, intercepted]);
    expect(awsTemplate.parameters.AppName?.Default).toBe(identity.productName);
  });

  it('can be deployed without a bucket to hold it', () => {
    // The limit of a template that is sent along with the request (cloudformation-limits page).
    expect(Buffer.byteLength(templateText)).toBeLessThan(51_200);
  });

  it('has no function that other tools cannot read', () => {
    expect(templateText).not.toMatch(/Fn::Contains|!Contains|!EachMemberIn|!RefAll|!ValueOf/);
  });

  it.each([
    ['aws', 'eu-west-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
  ])('has the address of the pages in %s that the app knows', (partition, region) => {
    const [, before, after] =
      new RegExp(`^    ${partition}: { Before: (\\S+), After: (\\S+) }$`, 'm').exec(templateText) ??
      [];
    expect(domainPrefix(`acme.${before}.${region}.${after}`, region)).toBe('acme');
  });

  it('keeps the users when the stack is deleted, or a change needs another user pool', () => {
    const keeps = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    expect(awsTemplate.resources.UserPool).toMatchObject(keeps);
  });

  it('has a description and a group for each parameter, and uses each', () => {
    const [, groups = ''] = /ParameterGroups:([\s\S]*?)\nParameters:/.exec(templateText) ?? [];
    for (const [name, { Description = '' }] of Object.entries(awsTemplate.parameters)) {
      expect(Description.length, name).toBeGreaterThan(20);
      expect(groups.match(new RegExp(`\\b${name}\\b`, 'g')), name).toHaveLength(1);
      expect(templateText, name).toMatch(new RegExp(`(!Ref |\\$\\{)${name}\\b`));
    }
  });

  it('says when the pages come back to the app, where one chooses how people are confirmed', () => {
    const { Description = '' } = awsTemplate.parameters.ConfirmUsers ?? {};
    expect(Description).toMatch(/back to the app only once they are/);
    expect(Description).toMatch(/email_verified stays false/);
  });

  it('gives the app a whole configuration', () => {
    const settings = appConfig();
    expect(
      Object.keys(settings).filter((key) => !configKeys.some((known) => known === key)),
    ).toEqual([]);
    expect(problemsOf(settings)).toEqual([]);
    expect(settings).toMatchObject({
      domain: 'https://sign-in-0a58a9feac02.auth.eu-west-1.amazoncognito.com',
      redirectUri: identity.redirectUri,
      signOutUri: identity.signOutUri,
      refreshTokenDays: 30,
    });
  });

  it.each([
    [{ BouncePage: 'yes' }, { bouncePage: 'https://d222222abcdef8.cloudfront.net/index.html' }],
    [google, { identityProviders: ['Google'] }],
    [
      { GlobalSignOut: 'yes' },
      {
        globalSignOut: true,
        scopes: ['openid', 'profile', 'email', 'aws.cognito.signin.user.admin'],
      },
    ],
    [
      {
        CustomDomain: 'auth.example.com',
        CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a-1',
      },
      { domain: 'https://auth.example.com' },
    ],
    [{ DomainPrefix: 'our-app' }, { domain: 'https://our-app.auth.eu-west-1.amazoncognito.com' }],
    [{ CallbackUrls: 'our.app://back,http://localhost:5000' }, { redirectUri: 'our.app://back' }],
    [{ RefreshTokenDays: '7' }, { refreshTokenDays: 7 }],
  ])('and with %j says so there', (parameters, expected) => {
    const settings = appConfig(parameters);
    expect(settings).toMatchObject(expected);
    expect(problemsOf(settings)).toEqual([]);
  });

  it('prints the address of the sign-in page, and the same facts one by one', () => {
    const { outputs } = stackOf();
    expect(outputs.SignInUrl).toBe(
      `${outputs.Domain}/login?client_id=${outputs.ClientId}&response_type=code` +
        `&scope=email+openid+profile&redirect_uri=${identity.redirectUri}`,
    );
    expect(URL.canParse(String(outputs.SignInUrl))).toBe(true);
    expect(outputs).toMatchObject({
      Region: 'eu-west-1',
      UserPoolId: 'eu-west-1_AbCdEfGhI',
      Issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
      RedirectUri: identity.redirectUri,
      SignOutUri: identity.signOutUri,
      ApiScopes: 'notes/read notes/write',
    });
  });

  it('keeps the secret of Google out of parameters and outputs', () => {
    const { resources, outputs } = stackOf(google);
    expect(resources.GoogleProvider?.properties.ProviderDetails).toMatchObject({
      client_secret: '{{resolve:secretsmanager:google}}',
    });
    expect(JSON.stringify(outputs)).not.toContain('secretsmanager');
  });

  it('asks resources for attributes that they have', () => {
    const asked = new Set(templateText.match(/(?<=!GetAtt |\$\{)[A-Z]\w+\.\w+/g));
    expect(asked.size).toBeGreaterThan(7);
    for (const [logicalId = '', attribute] of [...asked].map((each) => each.split('.'))) {
      const type = resourceType(awsTemplate.resources[logicalId]?.Type ?? '');
      expect(type?.attributes, logicalId).toHaveProperty([String(attribute)]);
    }
  });

  it('refers to resources by what the specification says that Ref gives', () => {
    for (const [type, property] of Object.entries(refProperties)) {
      expect(resourceType(type)?.cfnRefIdentifier, type).toEqual([property]);
    }
  });
});

function problemsOf(settings: Record<string, unknown>) {
  const entries = Object.entries(settings).map(([key, value]) => ({
    key,
    value,
    source: 'AppConfig',
  }));
  return validate([{ name: 'built in', entries }], false).problems;
}
