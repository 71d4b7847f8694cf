import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { consolePlaces, type Finding } from './finding';

/** What the user pool itself should be. */
export function poolFindings(pool: UserPoolType): Finding[] {
  return [...signUpFindings(pool), ...protectionFindings(pool)];
}

function signUpFindings(pool: UserPoolType): Finding[] {
  const where = {
    console: consolePlaces.signUp,
    cli: 'aws cognito-idp update-user-pool --auto-verified-attributes email',
    parameter: 'SignUp=everyone',
  };
  if (pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true) {
    const problem = 'Users cannot sign up: invite them with aws cognito-idp admin-create-user.';
    return [{ id: 'no-sign-up', level: 'note', problem, where }];
  }
  const isVerified = (pool.AutoVerifiedAttributes ?? []).length > 0;
  const isConfirmed = pool.LambdaConfig?.PreSignUp !== undefined;
  if (isVerified || isConfirmed) return [];
  const problem =
    'Who signs up is mailed no code and confirmed by nobody, so they are stuck on the sign-up page.';
  return [{ id: 'auto-verification', level: 'must', problem, where }];
}

function protectionFindings({ DeletionProtection }: UserPoolType): Finding[] {
  if (DeletionProtection === 'ACTIVE') return [];
  return [
    {
      id: 'deletion-protection',
      level: 'note',
      problem:
        'The user pool has no deletion protection: one command, and everybody in it is gone.',
      where: {
        console: consolePlaces.settings,
        cli: 'aws cognito-idp update-user-pool --deletion-protection ACTIVE',
        parameter: 'DeletionProtection=ACTIVE',
      },
    },
  ];
}
