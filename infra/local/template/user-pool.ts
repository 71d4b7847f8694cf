import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { UserPoolOptions } from '../options/settings';
import { imitated, noEffect } from './imitated';
import { inlineFunction } from './inline-function';
import { madeUpBy } from './made-up';
import type { Resources } from './resources';

/** Where it is absent, Cognito has the default that the local pool has too. */
const passwordPolicy = z.strictObject({
  MinimumLength: z.number(),
  RequireLowercase: z.literal(true),
  RequireUppercase: z.literal(true),
  RequireNumbers: z.literal(true),
  RequireSymbols: z.literal(true),
  TemporaryPasswordValidityDays: noEffect,
});

/** `AWS::Cognito::UserPool`: sign-in by e-mail, with a password and perhaps an authenticator app. */
const userPool = z.strictObject({
  AccountRecoverySetting: z
    .strictObject({
      RecoveryMechanisms: z.tuple(
        [z.strictObject({ Name: z.literal('verified_email'), Priority: z.number() })],
        z.unknown(),
      ),
    })
    .optional(),
  AdminCreateUserConfig: z
    .strictObject({
      AllowAdminCreateUserOnly: z.boolean().default(false),
      InviteMessageTemplate: noEffect,
      UnusedAccountValidityDays: noEffect,
    })
    .optional(),
  AutoVerifiedAttributes: z.tuple([z.literal('email')]),
  DeletionProtection: noEffect,
  EmailConfiguration: noEffect,
  EmailVerificationMessage: noEffect,
  EmailVerificationSubject: noEffect,
  EnabledMfas: z.array(z.literal('SOFTWARE_TOKEN_MFA')).default([]),
  LambdaConfig: z.strictObject({ PreSignUp: z.string() }).optional(),
  MfaConfiguration: z.enum(['OFF', 'OPTIONAL', 'ON']).default('OFF'),
  Policies: z
    .strictObject({
      PasswordPolicy: passwordPolicy.optional(),
      SignInPolicy: z
        .strictObject({ AllowedFirstAuthFactors: z.tuple([z.literal('PASSWORD')]) })
        .optional(),
    })
    .optional(),
  // Only the address is asked for at the pages; custom attributes come from a seed.
  Schema: z
    .array(
      z
        .looseObject({ Name: z.literal('email') })
        .or(z.looseObject({ Name: z.string(), Required: z.literal(false).optional() })),
    )
    .optional(),
  UserAttributeUpdateSettings: noEffect,
  UserPoolAddOns: noEffect,
  UserPoolName: noEffect,
  UserPoolTags: noEffect,
  UserPoolTier: noEffect,
  UsernameAttributes: z.tuple([z.literal('email')]),
  UsernameConfiguration: z.strictObject({ CaseSensitive: z.literal(false) }),
  VerificationMessageTemplate: z
    .looseObject({ DefaultEmailOption: z.literal('CONFIRM_WITH_CODE').optional() })
    .optional(),
});

/**
 * What the user pool itself says.
 * @throws TemplateError for what the local pool does not imitate
 */
export function userPoolOptions(
  logicalId: string,
  properties: Readonly<Values>,
  resources: Resources,
): UserPoolOptions {
  const pool = imitated(userPool, logicalId, properties);
  const length = pool.Policies?.PasswordPolicy?.MinimumLength;
  const trigger = pool.LambdaConfig?.PreSignUp;
  return {
    adminCreateUserOnly: pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
    // OPTIONAL: nobody is asked until it has been set up for them, as a seed can.
    mfa: pool.MfaConfiguration === 'ON',
    ...(length === undefined ? {} : { passwordMinimumLength: length }),
    ...(trigger === undefined ? {} : { preSignUp: functionOf(trigger, resources) }),
  };
}

function functionOf(arn: string, resources: Resources) {
  const logicalId = madeUpBy(arn);
  const definition = logicalId === null ? undefined : resources[logicalId];
  if (logicalId !== null && definition?.type === 'AWS::Lambda::Function') {
    return inlineFunction(logicalId, definition.properties);
  }
  throw new TemplateError(
    `The trigger PreSignUp has to be a function of the template, not ${arn}.`,
  );
}
