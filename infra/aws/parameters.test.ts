import { describe, expect, it } from 'vitest';
import { stackOf } from './testing/aws-template';

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b-2c3d';
const identityArn = 'arn:aws:ses:eu-west-1:123456789012:identity/example.com';

describe('the parameters', () => {
  it.each<[parameter: string, good: readonly string[], bad: readonly string[]]>([
    ['AppName', ['Our App', 'a'], ['', 'Our/App', 'a'.repeat(129)]],
    ['Tier', ['ESSENTIALS', 'PLUS'], ['essentials', 'FREE', '']],
    ['Branding', ['managed', 'classic'], ['2', 'Managed']],
    [
      'DomainPrefix',
      ['', 'a', 'our-app-2', 'a'.repeat(63)],
      ['Our-App', '-app', 'app-', 'our.app', 'my-cognito', 'aws', 'amazonian', 'a'.repeat(64)],
    ],
    ['SignUp', ['everyone', 'administrators'], ['nobody', 'true']],
    ['ConfirmUsers', ['email', 'automatic'], ['Email', 'code', '']],
    ['Mfa', ['off', 'optional', 'required'], ['OFF', 'on', 'sms']],
    ['PasswordMinimumLength', ['8', '99'], ['7', '100', 'long', '', '8a', '-8']],
    ['DeletionProtection', ['ACTIVE', 'INACTIVE'], ['active', 'true']],
    [
      'CallbackUrls',
      [
        'our.app://auth/callback',
        'ourapp:/callback',
        'https://app.example/back,http://localhost:3000',
        'http://127.0.0.1:1/a, http://[::1]:2/b',
      ],
      [
        '',
        'http://app.example/back',
        'http://localhost.example/',
        'https://app.example/#a',
        'https://a.example/ b',
        'nowhere',
        'our.app://back,,',
        'our.app://back"',
        'our.app://back\\',
        'our.app://back?a=1&b=2',
      ],
    ],
    [
      'SignOutUrls',
      ['our.app://out', 'http://localhost:5000'],
      ['http://example.com', '', 'out', 'our.app://"'],
    ],
    ['BouncePage', ['yes', 'no'], ['true', 'on']],
    ['AccessTokenMinutes', ['5', '1440'], ['4', '1441', '60.5.1', 'an hour']],
    ['IdTokenMinutes', ['5', '1440'], ['4', '1441']],
    ['RefreshTokenDays', ['1', '3650'], ['0', '3651']],
    ['RefreshTokenRotation', ['on', 'off'], ['true', 'ENABLED']],
    ['GlobalSignOut', ['yes', 'no'], ['true']],
    [
      'ApiIdentifier',
      ['orders', 'https://api.example.com'],
      ['', 'my api', 'a"b', 'a'.repeat(257)],
    ],
    ['SamlProviderName', ['Company', 'my-idp.2'], ['ab', 'my idp', 'my_idp', 'a'.repeat(33)]],
    ['SamlMetadataUrl', ['', 'https://idp.example/metadata'], ['http://idp.example/metadata', 'x']],
    ['SamlEmailAttribute', ['email', 'urn:oid:0.9.2342.19200300.100.1.3'], ['', 'e mail']],
    ['Logs', ['yes', 'no'], ['all']],
    ['LogRetentionDays', ['1', '731'], ['2', '1000', 'forever']],
  ])('%s takes %j and refuses %j', (parameter, good, bad) => {
    for (const value of good) expect(() => stackOf({ [parameter]: value }), value).not.toThrow();
    for (const value of bad) {
      expect(() => stackOf({ [parameter]: value }), value).toThrow(
        new RegExp(`^template.yaml: ${parameter} must be .+, not ".*"\\.$`),
      );
    }
  });

  it.each([
    [{ CustomDomain: 'auth.example.com', CertificateArn: certificate }, null],
    [{ CustomDomain: 'auth.example.com' }, 'CustomDomain needs CertificateArn'],
    [{ CertificateArn: certificate }, 'CertificateArn is of use with CustomDomain only'],
    [
      { CustomDomain: 'auth.example.com', CertificateArn: certificate, DomainPrefix: 'a' },
      'CustomDomain or DomainPrefix, not both',
    ],
    [
      { CustomDomain: 'example', CertificateArn: certificate },
      'CustomDomain must be a domain name',
    ],
    [
      {
        CustomDomain: 'auth.example.com',
        CertificateArn: certificate.replace('us-east-1', 'eu-west-1'),
      },
      'CertificateArn must be the ARN of a certificate in us-east-1',
    ],
    [{ EmailSourceArn: identityArn, EmailFrom: 'no-reply@example.com' }, null],
    [{ EmailSourceArn: identityArn, EmailFrom: 'Our App <no-reply@example.com>' }, null],
    [{ EmailSourceArn: identityArn }, 'EmailSourceArn needs EmailFrom'],
    [{ EmailFrom: 'no-reply@example.com' }, 'EmailFrom is of use with EmailSourceArn only'],
    [
      { EmailSourceArn: 'example.com', EmailFrom: 'a@example.com' },
      'EmailSourceArn must be the ARN',
    ],
    [{ EmailSourceArn: identityArn, EmailFrom: 'nobody' }, 'EmailFrom must be an address'],
    [{ GoogleClientId: '12-ab.apps.googleusercontent.com', GoogleClientSecretName: 'a/b' }, null],
    [{ GoogleClientId: '12-ab' }, 'GoogleClientId needs GoogleClientSecretName'],
    [{ GoogleClientSecretName: 'a' }, 'GoogleClientSecretName is of use with GoogleClientId only'],
    [{ GoogleClientId: 'a b', GoogleClientSecretName: 'a' }, 'GoogleClientId must be a client ID'],
    [
      { GoogleClientId: 'a', GoogleClientSecretName: 'a}}' },
      'GoogleClientSecretName must be the name',
    ],
    [{ Tier: 'LITE', Branding: 'classic', RefreshTokenRotation: 'off' }, null],
    [{ Tier: 'LITE', RefreshTokenRotation: 'off' }, 'set Branding to classic'],
    [{ Tier: 'LITE', Branding: 'classic' }, 'set RefreshTokenRotation to off'],
  ])('%j together: %s', (parameters, complaint) => {
    const make = () => stackOf(parameters as Record<string, string>);
    if (complaint === null) expect(make).not.toThrow();
    else expect(make).toThrow(complaint);
  });

  it('are known by name', () => {
    expect(() => stackOf({ Teir: 'LITE' })).toThrow(
      /has no parameter Teir\. It has: AppName, Tier, /,
    );
  });
});
