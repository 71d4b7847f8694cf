import type { Stack, StackResource } from '@repo/cloudformation/stack';

type Properties = Readonly<Record<string, unknown>>;

/** What no resource shows alone: whether those of a stack agree with each other, and are what we promise. */
export function stackProblems(stack: Pick<Stack, 'resources'>): string[] {
  const all = (type: string) =>
    Object.values(stack.resources).flatMap((each) => (each.type === type ? [each.properties] : []));
  const [pool = {}] = all('AWS::Cognito::UserPool');
  const [domain = {}] = all('AWS::Cognito::UserPoolDomain');
  const clients = all('AWS::Cognito::UserPoolClient');
  const found = { pool, domain, all };
  return [
    ...poolProblems(found),
    ...clients.flatMap((client) => clientProblems(client, found)),
    ...Object.values(stack.resources).flatMap(accessProblems),
  ];
}

interface Found {
  readonly pool: Properties;
  readonly domain: Properties;
  all(type: string): readonly Properties[];
}

/** Each rule with what it is to be called when it is broken. */
type Rules = readonly (readonly [holds: boolean, problem: string])[];

const broken = (rules: Rules): string[] =>
  rules.flatMap(([holds, problem]) => (holds ? [] : [problem]));

function poolProblems({ pool, domain, all }: Found): string[] {
  const isCustom = String(domain.Domain).includes('.');
  const trigger = at(pool, 'LambdaConfig', 'PreSignUp');
  const permissions = all('AWS::Lambda::Permission');
  const updates = items(
    at(pool, 'UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'),
  );
  const deliveries = all('AWS::Cognito::LogDeliveryConfiguration').flatMap((delivery) =>
    items(delivery.LogConfigurations).map((each) => at(each, 'EventSource')),
  );
  return broken([
    [at(pool, 'UsernameConfiguration', 'CaseSensitive') === false, 'addresses are case-sensitive'],
    [items(pool.UsernameAttributes).join() === 'email', 'people do not sign in by e-mail'],
    [pool.UserPoolTier !== 'LITE' || domain.ManagedLoginVersion === 1, 'LITE has no managed login'],
    [
      pool.UserPoolTier === 'PLUS' || pool.UserPoolAddOns === undefined,
      'only PLUS has threat protection',
    ],
    [
      pool.UserPoolTier === 'PLUS' || !deliveries.includes('userAuthEvents'),
      'only PLUS has activity logs',
    ],
    [
      isCustom === (domain.CustomDomainConfig !== undefined),
      'a custom domain goes with a certificate',
    ],
    [
      isCustom || !/aws|amazon|cognito/.test(String(domain.Domain)),
      'Cognito refuses its own names in a domain',
    ],
    [
      (pool.MfaConfiguration === 'OFF') === (pool.EnabledMfas === undefined),
      'MFA goes with its kinds',
    ],
    [
      updates.every((name) => items(pool.AutoVerifiedAttributes).includes(name)),
      'only attributes that are verified can be verified before an update',
    ],
    [
      trigger === undefined ||
        permissions.some(({ Principal }) => Principal === 'cognito-idp.amazonaws.com'),
      'Cognito may not call the trigger',
    ],
    [permissions.length === 0 || trigger !== undefined, 'nothing calls the function'],
    [
      permissions.every(({ SourceArn }) => SourceArn !== undefined),
      'other pools may call the function',
    ],
  ]);
}

const seconds: Readonly<Record<string, number>> = { minutes: 60, hours: 3600, days: 86_400 };

function clientProblems(client: Properties, { pool, domain, all }: Found): string[] {
  const lifetime = (kind: string) =>
    Number(client[`${kind}Validity`]) *
    (seconds[String(at(client, 'TokenValidityUnits', kind))] ?? 1);
  const flows = items(client.ExplicitAuthFlows);
  const rotates = at(client, 'RefreshTokenRotation', 'Feature') === 'ENABLED';
  const servers = all('AWS::Cognito::UserPoolResourceServer');
  const scopes = servers.flatMap(({ Identifier, Scopes }) =>
    items(Scopes).map((scope) => `${Identifier}/${at(scope, 'ScopeName')}`),
  );
  const known = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin', ...scopes];
  const providers = all('AWS::Cognito::UserPoolIdentityProvider').map(
    ({ ProviderName }) => ProviderName,
  );
  const uris = [...items(client.CallbackURLs), ...items(client.LogoutURLs)].map(String);
  return broken([
    [client.GenerateSecret === false, 'the client has a secret, which an app cannot keep'],
    [client.AllowedOAuthFlowsUserPoolClient === true, 'the client has no OAuth at all'],
    [items(client.AllowedOAuthFlows).join() === 'code', 'the client has other grants than code'],
    [client.PreventUserExistenceErrors === 'ENABLED', 'errors tell who has an account'],
    [client.EnableTokenRevocation === true, 'refresh tokens cannot be revoked'],
    [!rotates || pool.UserPoolTier !== 'LITE', 'LITE has no rotation'],
    [
      rotates !== flows.includes('ALLOW_REFRESH_TOKEN_AUTH'),
      'rotation and ALLOW_REFRESH_TOKEN_AUTH agree',
    ],
    [
      flows.includes('ALLOW_USER_SRP_AUTH') && flows.length <= 2,
      'the client has other flows than needed',
    ],
    [
      items(client.AllowedOAuthScopes).every((scope) => known.includes(String(scope))),
      'a scope is not there',
    ],
    [
      items(client.SupportedIdentityProviders).every((one) =>
        ['COGNITO', ...providers].includes(one),
      ),
      'a provider is not there',
    ],
    [
      providers.every((one) => items(client.SupportedIdentityProviders).includes(one)),
      'a provider is not used',
    ],
    [uris.every(isRedirectUri), 'a redirect or sign-out URI is none'],
    [
      lifetime('AccessToken') >= 300 && lifetime('AccessToken') <= 86_400,
      'access tokens: 5 minutes to a day',
    ],
    [lifetime('IdToken') >= 300 && lifetime('IdToken') <= 86_400, 'ID tokens: 5 minutes to a day'],
    [
      lifetime('RefreshToken') >= 3600 && lifetime('RefreshToken') <= 3650 * 86_400,
      'refresh tokens: an hour to ten years',
    ],
    [
      (domain.ManagedLoginVersion === 2) ===
        (all('AWS::Cognito::ManagedLoginBranding').length === 1),
      'managed login goes with a style for the client',
    ],
  ]);
}

/** Who may do what: nothing beyond what is said here. */
function accessProblems({ type, properties }: StackResource): string[] {
  const isPublic = Object.values(
    at(properties, 'PublicAccessBlockConfiguration') ?? { none: false },
  );
  const documents =
    type === 'AWS::IAM::Role'
      ? items(properties.Policies).map((policy) => at(policy, 'PolicyDocument'))
      : [properties.PolicyDocument];
  const allowed = documents
    .flatMap((document) => items(at(document, 'Statement')))
    .filter((statement) => at(statement, 'Effect') === 'Allow');
  const resources = allowed.flatMap((statement) => [at(statement, 'Resource')].flat());
  const actions = allowed.flatMap((statement) => [at(statement, 'Action')].flat());
  return broken([
    [
      type !== 'AWS::S3::Bucket' || isPublic.every((blocks) => blocks === true),
      'the bucket can be made public',
    ],
    [
      actions.every((action) => !String(action).includes('*')),
      'a policy allows more actions than needed',
    ],
    [resources.every((resource) => resource !== '*'), 'a policy is for everything'],
    [
      type !== 'AWS::CloudFront::Distribution' ||
        at(properties, 'DistributionConfig', 'DefaultCacheBehavior', 'ViewerProtocolPolicy') ===
          'https-only',
      'the bounce page is served without https',
    ],
    [
      type !== 'AWS::S3::BucketPolicy' ||
        allowed.every((statement) => at(statement, 'Condition') !== undefined),
      'other distributions may read the bucket',
    ],
  ]);
}

/** As Cognito takes them (CreateUserPoolClient page). */
function isRedirectUri(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol !== 'http:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((item, key) => (item as Properties | undefined)?.[key], value);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
