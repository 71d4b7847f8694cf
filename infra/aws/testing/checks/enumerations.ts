import {
  DefaultEmailOptionType,
  DeletionProtectionType,
  EmailSendingAccountType,
  EventSourceName,
  ExplicitAuthFlowsType,
  IdentityProviderTypeType,
  LogLevel,
  OAuthFlowType,
  PreventUserExistenceErrorTypes,
  RecoveryOptionNameType,
  TimeUnitsType,
  UserPoolMfaType,
  VerifiedAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { StackResource } from '@repo/cloudformation/stack';

/**
 * The enumerations of the Cognito API that CloudFormation's specification lacks. CloudFormation's properties
 * have the same names as the API's.
 */
const enumerations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DefaultEmailOption: DefaultEmailOptionType,
  DeletionProtection: DeletionProtectionType,
  EmailSendingAccount: EmailSendingAccountType,
  EventSource: EventSourceName,
  ExplicitAuthFlows: ExplicitAuthFlowsType,
  ProviderType: IdentityProviderTypeType,
  LogLevel,
  AllowedOAuthFlows: OAuthFlowType,
  PreventUserExistenceErrors: PreventUserExistenceErrorTypes,
  'RecoveryMechanisms.Name': RecoveryOptionNameType,
  'TokenValidityUnits.RefreshToken': TimeUnitsType,
  'TokenValidityUnits.AccessToken': TimeUnitsType,
  'TokenValidityUnits.IdToken': TimeUnitsType,
  MfaConfiguration: UserPoolMfaType,
  AutoVerifiedAttributes: VerifiedAttributeType,
};

/** The values of a Cognito resource that the API does not know, each as `path: problem`. */
export function enumerationProblems({ type, properties }: StackResource): string[] {
  return type.startsWith('AWS::Cognito::') ? problemsIn(properties, []) : [];
}

function problemsIn(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => problemsIn(item, path));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) => problemsIn(item, [...path, name]));
  }
  const known = enumerations[path.slice(-2).join('.')] ?? enumerations[path.at(-1) ?? ''];
  const allowed = Object.values(known ?? {});
  return known === undefined || allowed.includes(String(value))
    ? []
    : [`${path.join('.')}: must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`];
}
