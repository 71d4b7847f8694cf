import { poolId, type SeedUser } from '../options/settings';
import type { Pool } from '../pool';
import { subjectOf } from '../store/users';
import type { PreSignUpEvent } from './pre-sign-up-event';

/** What becomes of somebody who signs up. */
type Decision = Pick<SeedUser, 'name' | 'attributes'> & { readonly confirmed: boolean };

/** Asks the trigger about somebody who is signing up; without one, the code in the mail decides. */
export async function askBeforeSignUp(
  pool: Pool,
  clientId: string,
  email: string,
  name: string,
): Promise<Decision | { readonly refusal: string }> {
  const { autoConfirm, preSignUp } = pool.settings;
  const profile = name === '' ? {} : { name };
  if (!preSignUp) return { ...profile, confirmed: autoConfirm };
  const event: PreSignUpEvent = {
    version: '1',
    triggerSource: 'PreSignUp_SignUp',
    region: 'local',
    userPoolId: poolId,
    userName: subjectOf(email.toLowerCase()),
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    request: {
      userAttributes: { email, ...profile },
      validationData: null,
      clientMetadata: null,
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  };
  try {
    const answer = (await preSignUp(event)) as PreSignUpEvent | undefined;
    if (typeof answer?.response !== 'object') return { refusal: 'Unrecognizable lambda output' };
    const { autoConfirmUser, autoVerifyEmail } = answer.response;
    const confirmed = autoConfirmUser === true;
    // Who is sent a code shows by it that the address is theirs.
    const isVerified = autoVerifyEmail === true || !confirmed;
    return {
      ...profile,
      confirmed,
      ...(isVerified ? {} : { attributes: { email_verified: 'false' } }),
    };
  } catch (error) {
    // The words of Cognito, whose last dot is its own (UserLambdaValidationException).
    const message = error instanceof Error ? error.message : String(error);
    return { refusal: `PreSignUp failed with error ${message}.` };
  }
}
