/** A mistake: in which resource or section, what stands there, what instead, and what has to be said of it. */
export interface Mutation {
  readonly where: string;
  readonly find: string;
  readonly replace: string;
  readonly said: RegExp;
}

type Row = readonly [find: string, replace: string, said: RegExp];

const rows: Readonly<Record<string, readonly Row[]>> = {
  UserPool: [
    ['UsernameAttributes: [email]', 'UsernameAttributes: email', /must be a list/],
    ['UsernameAttributes: [email]', 'UsernameAttribute: [email]', /no such property/],
    ['CaseSensitive: false', 'CaseSensitive: true', /case-sensitive/],
    ['AutoVerifiedAttributes: [email]', 'AutoVerifiedAttributes: [mail]', /email, phone/],
    ['AutoVerifiedAttributes: [email]', 'AutoVerifiedAttributes: []', /verified before/],
    ['UserPoolTier: !Ref Tier', 'UserPoolTier: BASIC', /one of LITE/],
    ['UserPoolTier: !Ref Tier', 'UserPoolTier: LITE', /LITE has no/],
    ['[IsPlus, { Adv', '[UsesMfa, { Adv', /only PLUS has threat/],
    ['Mfa, Configuration]', 'Mfa, Setting]', /finds no Mfa/],
    ['[UsesMfa, [', '[IsManaged, [', /MFA goes with/],
    ['!If [OnlyAdministratorsCreate, true, false]', "'yes'", /true or false/],
    ['PreSignUp: ', 'PreSignup: ', /PreSignup: there is no/],
    ['- PreSignUp: !GetAtt ConfirmFunction.Arn', '- {}', /nothing calls the function/],
    ['Name: verified_email', 'Name: email', /verified_email/],
    ['UpdateReplacePolicy: Retain', 'UpdateReplacePolicy: Keep', /UpdateReplacePolicy/],
  ],
  Domain: [
    ['[IsManaged, 2, 1]', '[IsManaged, 1, 2]', /style for the client/],
    ['sign-in-', 'cognito-', /its own names/],
    ['- CertificateArn: ', '- Certificate: ', /no such property/],
    [
      'CustomDomainConfig: !If\n        - HasC',
      'CustomDomainConfig: !If\n        - HasDomainPrefix # C',
      /goes with a certificate/,
    ],
    ['UserPoolId: !Ref UserPool', 'UserPoolId: !GetAtt UserPool.Id', /has no Id/],
  ],
  Client: [
    ['GenerateSecret: false', 'GenerateSecret: true', /has a secret/],
    ['UserPoolClient: true', 'UserPoolClient: false', /no OAuth/],
    ['AllowedOAuthFlows: [code]', 'AllowedOAuthFlows: [code, implicit]', /other grants/],
    ['Api}/read', 'Api}.read', /a scope is not there/],
    ['- Own: ', '- Owns: ', /Own, which is referred to, is not there/],
    ['/index.html', '/index.html#', /redirect or sign-out URI/],
    ['!Ref SignOutUrls', '!Ref SignoutUrls', /SignoutUrls, which is referred to/],
    ['[HasGoogle, ', '[HasSaml, ', /a provider is not used/],
    [
      '- !If [HasSaml, !Ref SamlProvider, !Ref AWS::NoValue]',
      '- Company',
      /a provider is not there/,
    ],
    [
      '- COGNITO\n        - !If',
      '- COGNITO\n        - !If [IsLite, a, !Ref AWS::NoValue] #',
      /is not used/,
    ],
    ['- ALLOW_USER_SRP_AUTH', '- ALLOW_USER_PASSWORD_AUTH', /other flows than needed/],
    [
      '- !If [Rotates, !Ref AWS::NoValue, ALLOW',
      '- !If [IsLite, !Ref AWS::NoValue, ALLOW',
      /agree/,
    ],
    ['Errors: ENABLED', 'Errors: LEGACY', /who has an account/],
    ['EnableTokenRevocation: true', 'EnableTokenRevocation: false', /revoked/],
    ['IdToken: minutes', 'IdToken: hours', /ID tokens: 5 minutes/],
    ['AccessToken: minutes', 'AccessToken: seconds', /access tokens: 5 minutes/],
    ['RefreshToken: days', 'RefreshToken: day', /days, hours/],
    ['Feature: DISABLED', "Feature: 'OFF'", /ENABLED,DISABLED/],
    ['[IsLite, !Ref AWS::NoValue, { Feature: DISABLED }]', '{ Feature: DISABLED', /line \d+/],
  ],
  Style: [
    ['UseCognitoProvidedValues: true', 'UseCognitoProvidedValues: 1', /true or false/],
    ['Condition: IsManaged', 'Condition: IsPlus', /style for the client/],
  ],
  Admins: [['Precedence: 0', 'Precedence: first', /Precedence/]],
  Staff: [['GroupName: staff', 'Name: staff', /Name: there is no/]],
  Api: [
    ['Name: API of the app', 'Label: API of the app', /Name: is missing/],
    ['read, ScopeDescription:', 'read, Description:', /ScopeDescription: is missing/],
  ],
  GoogleProvider: [
    ['ProviderType: Google', 'ProviderType: google', /Facebook, Google/],
    ['authorize_scopes: openid email profile', 'authorize_scopes: [openid]', /a text/],
  ],
  SamlProvider: [
    ['ProviderName: !Ref', 'Name: !Ref', /ProviderName: is missing/],
    ["IDPSignout: 'false'", 'IDPSignout: false', /IDPSignout: must be a text/],
  ],
  ConfirmFunction: [
    ['      Role: !GetAtt ConfirmRole.Arn\n', '', /Role: is missing/],
    ['!Ref ConfirmLogs', '!Ref ConfirmLog', /ConfirmLog, which/],
  ],
  ConfirmLogs: [['RetentionInDays:', 'RetentionDays:', /no such property/]],
  ConfirmRole: [
    ['AssumeRolePolicyDocument:', 'AssumeRolePolicy:', /AssumeRolePolicyDocument: is missing/],
    ['[logs:CreateLogStream, logs:PutLogEvents]', "['logs:*']", /more actions/],
    ['Resource: !GetAtt ConfirmLogs.Arn', "Resource: '*'", /for everything/],
  ],
  ConfirmPermission: [
    ['      SourceArn: !GetAtt UserPool.Arn\n', '', /other pools/],
    ['cognito-idp.amazonaws.com', 'lambda.amazonaws.com', /may not call/],
  ],
  BounceBucket: [
    ['RestrictPublicBuckets: true', 'RestrictPublicBuckets: false', /made public/],
    ['SSEAlgorithm: AES256', 'SSEAlgorithm: AES128', /SSEAlgorithm/],
  ],
  BounceBucketPolicy: [
    ['      Bucket: !Ref BounceBucket\n', '', /Bucket: is missing/],
    [
      'Condition:\n              StringEquals',
      'When:\n              StringEquals',
      /other distributions/,
    ],
  ],
  BounceAccess: [['SigningBehavior: always', 'Signing: always', /SigningBehavior: is missing/]],
  BounceHeaders: [
    ['FrameOption: DENY, Override: true', 'FrameOption: DENY', /Override: is missing/],
  ],
  BounceDistribution: [
    ['ViewerProtocolPolicy: https-only', 'ViewerProtocolPolicy: allow-all', /without https/],
    ['          TargetOriginId: bucket\n', '', /TargetOriginId: is missing/],
    ['!GetAtt BounceBucket.RegionalDomainName', '!GetAtt LogGroup.Arn', /is not made unless/],
  ],
  LogGroup: [['RetentionInDays: !Ref LogRetentionDays', 'RetentionInDays: 42', /RetentionInDays/]],
  LogDelivery: [
    ['- EventSource: userNotification', '- EventSource: notifications', /userNotification/],
    ['- DeliversActivity', '- DeliversLogs', /only PLUS has activity/],
    ['LogLevel: ERROR', 'LogLevel: WARN', /ERROR, INFO/],
  ],
  Parameters: [
    ["AllowedValues: ['on', 'off']", 'AllowedValues: [on, off]', /must be one of true, false/],
  ],
  Rules: [['!Equals [!Ref Branding, managed]', '!Condition IsManaged', /not for rules/]],
  Mappings: [['Configuration: OPTIONAL', 'Configuration: MAYBE', /OFF, ON, OPTIONAL/]],
  Conditions: [
    ['!Condition IsPlus]', '!Condition Plus]', /no condition Plus/],
    [
      "[!Ref BouncePage, 'yes']",
      "[!Ref Bouncepage, 'yes']",
      /Bouncepage, which is referred to, is not there/,
    ],
    ['!Condition DeliversLogs, ', '!Condition DeliversActivity, ', /depends on itself/],
  ],
  Outputs: [
    ['!GetAtt UserPool.ProviderURL', '!Ref Userpool', /Userpool, which/],
    [
      'Condition: HasBouncePage\n    Description: The bucket',
      'Description: The bucket',
      /is not made unless/,
    ],
  ],
};

export const mutations: readonly Mutation[] = Object.entries(rows).flatMap(([where, each]) =>
  each.map(([find, replace, said]) => ({ where, find, replace, said })),
);

/**
 * The text with this one mistake in it.
 * @throws Error unless what is to be replaced stands once in the resource or section
 */
export function mutated(text: string, { where, find, replace }: Mutation): string {
  const head =
    /s$/.test(where) && text.includes(`\n${where}:\n`)
      ? `\n${where}:\n`
      : `\n  ${where}:\n    Type`;
  const start = text.indexOf(head);
  const length = text
    .slice(start + head.length)
    .search(head.startsWith('\n ') ? /\n {0,2}\w+:/ : /\n\w+:/);
  const end = length < 0 ? text.length : start + head.length + length;
  const parts = text.slice(start, end).split(find);
  if (parts.length !== 2)
    throw new Error(`"${find}" stands ${parts.length - 1} times in ${where}.`);
  return text.slice(0, start) + parts.join(replace) + text.slice(end);
}
