const names: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'stack',
  'AWS::Cognito::UserPool': 'user pool',
  'AWS::Cognito::UserPoolClient': 'app client',
  'AWS::Cognito::UserPoolDomain': 'domain',
  'AWS::Cognito::UserPoolGroup': 'group',
  'AWS::Cognito::UserPoolIdentityProvider': 'identity provider',
  'AWS::Cognito::UserPoolResourceServer': 'resource server',
  'AWS::Cognito::ManagedLoginBranding': 'look of the sign-in pages',
  'AWS::Cognito::LogDeliveryConfiguration': 'log delivery',
  'AWS::IAM::Role': 'IAM role',
  'AWS::Lambda::Function': 'Lambda function',
  'AWS::Lambda::Permission': 'permission to call a Lambda function',
  'AWS::Logs::LogGroup': 'log group',
};

/** What people call a type of resource; the type itself where they have no other name for it. */
export function typeWords(type: string | undefined): string {
  return names[type ?? ''] ?? type ?? 'resource';
}

/**
 * A reason without what CloudFormation wraps around it: `Resource handler returned message: "…"
 * (RequestToken: …)`, and the service's own ids.
 */
export function plainReason(reason: string | undefined): string {
  const text = (reason ?? '').trim();
  const inner = /^Resource handler returned message: "([\s\S]*)" \(RequestToken/.exec(text)?.[1];
  return (inner ?? text)
    .replace(/\s*\((Service|RequestToken)[:;][^()]*(\([^()]*\)[^()]*)*\)/g, '')
    .trim();
}
