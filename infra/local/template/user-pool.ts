import { z } from 'zod';
import type { UserPoolOptions } from '../options/settings';
import type { PasswordKind } from '../store/password';
import { userPoolDifferences as differences } from './differences/user-pool';
import { type Reading, record } from './findings';
import { flag, noEffect, readResource, texts, wholeNumber } from './read-resource';
import { preSignUp, samTriggers } from './trigger';

/** Absent, each kind of character may be missing (PasswordPolicyType page). */
const passwordPolicy = z.strictObject({
  MinimumLength: wholeNumber.default(8),
  PasswordHistorySize: wholeNumber.default(0),
  RequireLowercase: flag.default(false),
  RequireUppercase: flag.default(false),
  RequireNumbers: flag.default(false),
  RequireSymbols: flag.default(false),
  TemporaryPasswordValidityDays: noEffect,
});

/** `AWS::Cognito::UserPool`. */
const userPool = z.strictObject({
  AccountRecoverySetting: z
    .strictObject({ RecoveryMechanisms: z.array(z.looseObject({ Name: z.string() })).optional() })
    .optional(),
  AdminCreateUserConfig: z
    .strictObject({
      AllowAdminCreateUserOnly: flag.default(false),
      InviteMessageTemplate: noEffect,
      UnusedAccountValidityDays: noEffect,
    })
    .optional(),
  AliasAttributes: noEffect,
  AutoVerifiedAttributes: texts.default([]),
  DeletionProtection: noEffect,
  DeviceConfiguration: noEffect,
  EmailAuthenticationMessage: noEffect,
  EmailAuthenticationSubject: noEffect,
  EmailConfiguration: noEffect,
  EmailVerificationMessage: noEffect,
  EmailVerificationSubject: noEffect,
  EnabledMfas: texts.default([]),
  IssuerConfiguration: noEffect,
  KeyConfiguration: noEffect,
  LambdaConfig: z.record(z.string(), z.unknown()).default({}),
  MfaConfiguration: z.enum(['OFF', 'OPTIONAL', 'ON']).default('OFF'),
  Policies: z
    .strictObject({
      PasswordPolicy: passwordPolicy.optional(),
      SignInPolicy: z.strictObject({ AllowedFirstAuthFactors: texts.default([]) }).optional(),
    })
    .default({}),
  Schema: z
    .array(z.looseObject({ Name: z.string().default(''), Required: flag.default(false) }))
    .default([]),
  SmsAuthenticationMessage: noEffect,
  SmsConfiguration: noEffect,
  SmsVerificationMessage: noEffect,
  UserAttributeUpdateSettings: noEffect,
  UserPoolAddOns: noEffect,
  UserPoolName: noEffect,
  UserPoolTags: noEffect,
  UserPoolTier: noEffect,
  UsernameAttributes: texts.default([]),
  UsernameConfiguration: z.strictObject({ CaseSensitive: flag.default(true) }).optional(),
  VerificationMessageTemplate: z
    .looseObject({ DefaultEmailOption: z.string().optional() })
    .default({}),
  WebAuthnFactorConfiguration: noEffect,
  WebAuthnRelyingPartyID: noEffect,
  WebAuthnUserVerification: noEffect,
});

/** What the user pool itself says. */
export function userPoolOptions(reading: Reading, logicalId: string): UserPoolOptions {
  const read = readResource(reading, logicalId, userPool);
  if (!read) return {};
  const pool = {
    ...read,
    LambdaConfig: { ...samTriggers(reading, logicalId), ...read.LambdaConfig },
  };
  recordDifferences(reading, logicalId, pool);
  const policy = pool.Policies.PasswordPolicy;
  const { PreSignUp: trigger }: Record<string, unknown> = pool.LambdaConfig;
  return {
    adminCreateUserOnly: pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
    usernameCaseSensitive: pool.UsernameConfiguration?.CaseSensitive ?? true,
    // OPTIONAL: nobody is asked until it has been set up for them, as a seed can.
    mfa: pool.MfaConfiguration === 'ON',
    ...(policy
      ? { passwordMinimumLength: policy.MinimumLength, passwordKinds: passwordKinds(policy) }
      : {}),
    ...(trigger === undefined ? {} : { preSignUp: preSignUp(reading, logicalId, String(trigger)) }),
  };
}

function passwordKinds(policy: z.output<typeof passwordPolicy>): readonly PasswordKind[] {
  return [
    ...(policy.RequireLowercase ? ['lower-case' as const] : []),
    ...(policy.RequireUppercase ? ['upper-case' as const] : []),
    ...(policy.RequireNumbers ? ['number' as const] : []),
    ...(policy.RequireSymbols ? ['symbol' as const] : []),
  ];
}

function recordDifferences(
  reading: Reading,
  logicalId: string,
  pool: z.output<typeof userPool>,
): void {
  const names = pool.UsernameAttributes;
  const mechanisms = pool.AccountRecoverySetting?.RecoveryMechanisms;
  const { PasswordPolicy: password, SignInPolicy: signIn } = pool.Policies;
  const isClosed = pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false;
  const required = pool.Schema.filter(({ Name, Required }) => Required && Name !== 'email');
  const factors = pool.EnabledMfas;
  const otherFactor = factors.length !== 1 || factors[0] !== 'SOFTWARE_TOKEN_MFA';
  const usesMfa = pool.MfaConfiguration !== 'OFF';
  const link = pool.VerificationMessageTemplate.DefaultEmailOption === 'CONFIRM_WITH_LINK';
  const triggers = Object.entries(triggerDifferences).filter(([name]) => name in pool.LambdaConfig);
  const found: readonly (readonly [
    boolean,
    (typeof differences)[keyof typeof differences],
    string[]?,
  ])[] = [
    [names.length === 0, differences.username],
    [names.length === 1 && names[0] === 'phone_number', differences.phoneNumberOnly],
    [names.length > 1, differences.phoneNumberToo],
    [!isClosed && !pool.AutoVerifiedAttributes.includes('email'), differences.verification],
    [!isClosed && link, differences.verificationLink],
    [
      mechanisms !== undefined && !mechanisms.some(({ Name }) => Name === 'verified_email'),
      differences.recovery,
    ],
    [usesMfa && otherFactor, differences.secondFactor],
    [
      signIn?.AllowedFirstAuthFactors.some((factor) => factor !== 'PASSWORD') ?? false,
      differences.firstFactor,
    ],
    [(password?.PasswordHistorySize ?? 0) > 0, differences.passwordHistory],
    [required.length > 0, differences.requiredAttributes, required.map(({ Name }) => Name)],
    ...triggers.map(([, difference]) => [true, difference] as const),
  ];
  for (const [applies, difference, details] of found) {
    if (applies) record(reading, logicalId, difference, details);
  }
}

/** By the name of the trigger. Others change nothing that can be seen here. */
const triggerDifferences = {
  InboundFederation: differences.inboundFederation,
  PostAuthentication: differences.postAuthentication,
  PostConfirmation: differences.postConfirmation,
  PreAuthentication: differences.preAuthentication,
  PreTokenGeneration: differences.preTokenGeneration,
  PreTokenGenerationConfig: differences.preTokenGenerationConfig,
  UserMigration: differences.userMigration,
} as const;
