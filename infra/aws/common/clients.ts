import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CommandError } from './command-error';

export interface ConnectOptions {
  /** Default: `AWS_REGION`, or the profile's. */
  readonly region?: string | undefined;
  /** A profile of `~/.aws/config`. Default: `AWS_PROFILE`. */
  readonly profile?: string | undefined;
}

/** The two services that the commands call. */
export interface Aws {
  readonly cloudFormation: CloudFormationClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly region: string;
  /** How often the SDK's waiters ask for a status, in s. */
  readonly pollSeconds: number;
}

/**
 * Clients of both services. The SDK finds credentials, Region and endpoints as every AWS tool does;
 * this sends no request.
 *
 * @throws CommandError if the Region is missing
 */
export async function connect({ region, profile }: ConnectOptions): Promise<Aws> {
  const config = {
    ...(region ? { region } : {}),
    ...(profile === undefined ? {} : { profile }),
    // The SDK's default, 3, gives up within two seconds in the middle of a deployment.
    ...(process.env.AWS_MAX_ATTEMPTS ? {} : { maxAttempts: 6 }),
  };
  const cloudFormation = new CloudFormationClient(config);
  const cognito = new CognitoIdentityProviderClient(config);
  const found = await cloudFormation.config.region().catch(() => '');
  if (found === '') {
    throw new CommandError(
      'No AWS Region is set.',
      'Add --region eu-west-1 (or another one near your users), or set AWS_REGION.',
    );
  }
  return { cloudFormation, cognito, region: found, pollSeconds: 3 };
}
