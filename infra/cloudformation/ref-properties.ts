/**
 * Resources whose `Ref` is one of their own properties (return values on each type's page). Everything
 * else is called something that AWS makes up.
 */
export const refProperties: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::Cognito::UserPoolIdentityProvider': 'ProviderName',
  'AWS::Cognito::UserPoolResourceServer': 'Identifier',
};
