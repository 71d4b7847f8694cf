import type { StackResource } from '../../cloudformation/stack';

/** What is wrong with a value; `null`: nothing. */
type Limit = (value: unknown) => string | null;

const limit =
  (expected: string, fits: (value: unknown) => boolean): Limit =>
  (value) =>
    fits(value) ? null : `must be ${expected}, not ${JSON.stringify(value)}`;

const oneOf = (...allowed: unknown[]) =>
  limit(`one of ${allowed.join(', ')}`, (value) => allowed.includes(value));

const between = (least: number, most: number) =>
  limit(`${least} to ${most}`, (value) => Number(value) >= least && Number(value) <= most);

const text = (pattern: RegExp, least: number, most: number) =>
  limit(`${least} to ${most} characters like ${pattern}`, (value) => {
    const length = String(value).length;
    return pattern.test(String(value)) && length >= least && length <= most;
  });

const atMost = (most: number) =>
  limit(`at most ${most}`, (value) => Array.isArray(value) && value.length <= most);

const name = text(/^[\w\s+=,.@-]+$/, 1, 128);
const anyCharacters = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
const arn =
  /^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$/;
const unit = oneOf('seconds', 'minutes', 'hours', 'days');
const attributes = oneOf('email', 'phone_number');
const poolId = text(/^[\w-]+_[0-9a-zA-Z]+$/, 1, 55);

/**
 * Enumerations, patterns and lengths that the specification leaves out, from the pages of the API that
 * CloudFormation calls (cognito-user-identity-pools/latest/APIReference, lambda/latest/api,
 * cloudfront/latest/APIReference). A path goes through lists by `[]`.
 */
const limits: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  'AWS::Cognito::UserPool': {
    UserPoolName: name,
    DeletionProtection: oneOf('ACTIVE', 'INACTIVE'),
    MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
    'EnabledMfas[]': oneOf('SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'),
    'UsernameAttributes[]': attributes,
    'AutoVerifiedAttributes[]': attributes,
    'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate[]': attributes,
    'AccountRecoverySetting.RecoveryMechanisms': atMost(2),
    'AccountRecoverySetting.RecoveryMechanisms[].Name': oneOf(
      'verified_email',
      'verified_phone_number',
      'admin_only',
    ),
    'AccountRecoverySetting.RecoveryMechanisms[].Priority': between(1, 2),
    'EmailConfiguration.EmailSendingAccount': oneOf('COGNITO_DEFAULT', 'DEVELOPER'),
    'EmailConfiguration.SourceArn': text(arn, 20, 2048),
    'VerificationMessageTemplate.DefaultEmailOption': oneOf(
      'CONFIRM_WITH_LINK',
      'CONFIRM_WITH_CODE',
    ),
    'Policies.PasswordPolicy.MinimumLength': between(6, 99),
    'Policies.PasswordPolicy.TemporaryPasswordValidityDays': between(0, 365),
    'UserPoolAddOns.AdvancedSecurityMode': oneOf('OFF', 'AUDIT', 'ENFORCED'),
    'LambdaConfig.PreSignUp': text(arn, 20, 2048),
    'Schema[].Name': text(anyCharacters, 1, 20),
    'Schema[].AttributeDataType': oneOf('String', 'Number', 'DateTime', 'Boolean'),
  },
  'AWS::Cognito::UserPoolDomain': {
    UserPoolId: poolId,
    Domain: text(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 1, 63),
    ManagedLoginVersion: oneOf(1, 2),
    'CustomDomainConfig.CertificateArn': text(/^arn:aws[\w-]*:acm:us-east-1:/, 20, 2048),
  },
  'AWS::Cognito::UserPoolClient': {
    UserPoolId: poolId,
    ClientName: name,
    AllowedOAuthFlows: atMost(3),
    'AllowedOAuthFlows[]': oneOf('code', 'implicit', 'client_credentials'),
    AllowedOAuthScopes: atMost(50),
    'AllowedOAuthScopes[]': text(/^[\x21\x23-\x5B\x5D-\x7E]+$/, 1, 256),
    CallbackURLs: atMost(100),
    'CallbackURLs[]': text(anyCharacters, 1, 1024),
    LogoutURLs: atMost(100),
    'LogoutURLs[]': text(anyCharacters, 1, 1024),
    'ExplicitAuthFlows[]': oneOf(
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_AUTH',
    ),
    PreventUserExistenceErrors: oneOf('LEGACY', 'ENABLED'),
    'TokenValidityUnits.AccessToken': unit,
    'TokenValidityUnits.IdToken': unit,
    'TokenValidityUnits.RefreshToken': unit,
    'RefreshTokenRotation.RetryGracePeriodSeconds': between(0, 60),
  },
  'AWS::Cognito::UserPoolGroup': {
    UserPoolId: poolId,
    GroupName: text(anyCharacters, 1, 128),
    Precedence: between(0, 2 ** 31 - 1),
  },
  'AWS::Cognito::UserPoolResourceServer': {
    UserPoolId: poolId,
    Identifier: text(/^[\x21\x23-\x5B\x5D-\x7E]+$/, 1, 256),
    Name: text(/^[\w\s+=,.@-]+$/, 1, 256),
    Scopes: atMost(100),
    'Scopes[].ScopeName': text(/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/, 1, 256),
    'Scopes[].ScopeDescription': text(/./, 1, 256),
  },
  'AWS::Cognito::UserPoolIdentityProvider': {
    UserPoolId: poolId,
    ProviderName: text(/^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u, 3, 32),
    ProviderType: oneOf('SAML', 'Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple', 'OIDC'),
  },
  'AWS::Cognito::ManagedLoginBranding': {
    UserPoolId: poolId,
    ClientId: text(/^[\w+]+$/, 1, 128),
  },
  'AWS::Cognito::LogDeliveryConfiguration': {
    UserPoolId: poolId,
    LogConfigurations: atMost(2),
    'LogConfigurations[].EventSource': oneOf('userNotification', 'userAuthEvents'),
    'LogConfigurations[].LogLevel': oneOf('ERROR', 'INFO'),
    'LogConfigurations[].CloudWatchLogsConfiguration.LogGroupArn': text(arn, 20, 2048),
  },
  'AWS::Lambda::Function': {
    // Those with some time left (lambda-runtimes page): an older one can soon be changed no more.
    Runtime: oneOf('nodejs24.x'),
    'Architectures[]': oneOf('arm64', 'x86_64'),
    MemorySize: between(128, 10_240),
    Timeout: between(1, 900),
    Role: text(/^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/, 20, 2048),
    'Code.ZipFile': text(/exports\.handler/, 1, 4096),
  },
  'AWS::Lambda::Permission': {
    Action: text(/^lambda:\w+$/, 8, 64),
    Principal: text(/^[a-z-]+\.amazonaws\.com$/, 14, 256),
    SourceArn: text(/^arn:aws/, 20, 2048),
  },
  'AWS::Logs::LogGroup': { LogGroupName: text(/^[.\-_/#A-Za-z0-9]+$/, 1, 512) },
  'AWS::CloudFront::OriginAccessControl': {
    'OriginAccessControlConfig.Name': text(/./, 1, 64),
    'OriginAccessControlConfig.SigningBehavior': oneOf('always', 'never', 'no-override'),
    'OriginAccessControlConfig.SigningProtocol': oneOf('sigv4'),
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    'ResponseHeadersPolicyConfig.Name': text(/./, 1, 128),
    'ResponseHeadersPolicyConfig.SecurityHeadersConfig.FrameOptions.FrameOption': oneOf(
      'DENY',
      'SAMEORIGIN',
    ),
  },
  'AWS::CloudFront::Distribution': {
    'DistributionConfig.HttpVersion': oneOf('http1.1', 'http2', 'http3', 'http2and3'),
    'DistributionConfig.PriceClass': oneOf('PriceClass_100', 'PriceClass_200', 'PriceClass_All'),
    'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy': oneOf(
      'https-only',
      'redirect-to-https',
    ),
  },
};

/** Whatever is beyond the limits above, each as `path: problem`. */
export function limitProblems({ type, properties }: StackResource): string[] {
  return Object.entries(limits[type] ?? {}).flatMap(([path, check]) =>
    valuesAt(properties, path.split('.')).flatMap((value) => {
      const problem = check(value);
      return problem === null ? [] : [`${path}: ${problem}`];
    }),
  );
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [step = '', ...rest] = path;
  const key = step.replace(/\[\]$/, '');
  const item = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (item === undefined) return [];
  const items = step.endsWith('[]') && Array.isArray(item) ? item : [item];
  return rest.length === 0 ? items : items.flatMap((each) => valuesAt(each, rest));
}
