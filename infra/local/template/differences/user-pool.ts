import type { Difference } from './difference';

const on = 'UserPool';
const trigger = (name: string, here: string): Difference => ({
  on,
  at: `LambdaConfig.${name}`,
  found: 'is a trigger that the local pool does not call',
  here,
  write: 'no such trigger',
});

/** Of `AWS::Cognito::UserPool`. */
export const userPoolDifferences = {
  username: {
    on,
    at: 'UsernameAttributes',
    found: 'does not include email',
    here: 'users sign in with their e-mail address, not with a username',
    write: 'UsernameAttributes: [email]',
  },
  phoneNumberOnly: {
    on,
    at: 'UsernameAttributes',
    found: 'has phone_number alone',
    here: 'users sign in with their e-mail address, and their tokens have it',
    write: 'UsernameAttributes: [email]',
    isRefused: true,
  },
  phoneNumberToo: {
    on,
    at: 'UsernameAttributes',
    found: 'includes phone_number',
    here: 'users sign in with their e-mail address, not with a phone number',
    write: 'UsernameAttributes: [email]',
  },
  verification: {
    on,
    at: 'AutoVerifiedAttributes',
    found: 'does not include email, so AWS sends no code and administrators confirm users',
    here: 'sign-up sends a code by e-mail',
    write: 'AutoVerifiedAttributes: [email]',
  },
  verificationLink: {
    on,
    at: 'VerificationMessageTemplate.DefaultEmailOption',
    found: 'is CONFIRM_WITH_LINK',
    here: 'the mail has a code, and sign-up returns to the app once it is entered',
    write: 'CONFIRM_WITH_CODE',
  },
  recovery: {
    on,
    at: 'AccountRecoverySetting.RecoveryMechanisms',
    found: 'does not include verified_email',
    here: 'users set a new password with a code sent by e-mail',
    write: 'a mechanism with Name: verified_email',
  },
  secondFactor: {
    on,
    at: 'EnabledMfas',
    found: 'is not [SOFTWARE_TOKEN_MFA]',
    here: 'the second factor is an authenticator app',
    write: 'EnabledMfas: [SOFTWARE_TOKEN_MFA]',
  },
  firstFactor: {
    on,
    at: 'Policies.SignInPolicy.AllowedFirstAuthFactors',
    found: 'has more than PASSWORD',
    here: 'users sign in with a password, without passkeys and one-time passwords',
    write: 'AllowedFirstAuthFactors: [PASSWORD]',
  },
  passwordHistory: {
    on,
    at: 'Policies.PasswordPolicy.PasswordHistorySize',
    found: 'is set',
    here: 'users may choose an earlier password again',
    write: 'no PasswordHistorySize',
  },
  requiredAttributes: {
    on,
    at: 'Schema',
    found: 'requires attributes',
    here: 'sign-up asks for the e-mail address alone; give users of a seed file these attributes',
    write: 'Required: false',
  },
  preSignUp: {
    on,
    at: 'LambdaConfig.PreSignUp',
    found: 'is a function that the local pool cannot run',
    here: 'users are confirmed by a code sent by e-mail',
    write: 'a Node.js function whose code is in the template',
  },
  brokenFunction: {
    on,
    at: 'LambdaConfig.PreSignUp',
    found: 'has code that cannot be loaded here',
    here: 'users are confirmed by a code sent by e-mail',
    write: 'a CommonJS module without dependencies',
    isRefused: true,
  },
  preTokenGeneration: {
    ...trigger('PreTokenGeneration', 'tokens have no claims from it'),
    isRefused: true,
  },
  preTokenGenerationConfig: {
    ...trigger('PreTokenGenerationConfig', 'tokens have no claims from it'),
    isRefused: true,
  },
  inboundFederation: {
    ...trigger('InboundFederation', 'attributes from other providers are not changed by it'),
    isRefused: true,
  },
  preAuthentication: trigger('PreAuthentication', 'it refuses no sign-in'),
  postAuthentication: trigger('PostAuthentication', 'nothing happens after a sign-in'),
  postConfirmation: trigger('PostConfirmation', 'nothing happens after a sign-up'),
  userMigration: trigger('UserMigration', 'no users come from elsewhere'),
} satisfies Readonly<Record<string, Difference>>;
