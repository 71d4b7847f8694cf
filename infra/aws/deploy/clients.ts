import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CommandError } from './command-error';
import { looksLikeRegion, regionMeant } from './regions';
import { tellWaits } from './tell-waits';

export interface ConnectOptions {
  /** Default: what the AWS SDK finds (`AWS_REGION`, the profile). */
  readonly region?: string | undefined;
  /** A profile of `~/.aws/config`. Default: what the AWS SDK finds. */
  readonly profile?: string | undefined;
  /** Is told, in one line, that an answer takes longer, and why. */
  readonly onWait: (line: string) => void;
  /** For tests: instead of what the environment says. */
  readonly overrides?: {
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts?: number;
  };
}

/** The two services that a command talks to. */
export interface Aws {
  readonly cloudFormation: CloudFormationClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly region: string;
}

/**
 * Clients of both services. Credentials, Region and endpoints (`AWS_ENDPOINT_URL_…`) are found the way
 * every AWS tool finds them; nothing is asked of AWS yet.
 *
 * @throws CommandError `region`
 */
export async function connect(options: ConnectOptions): Promise<Aws> {
  const { region, profile, onWait, overrides = {} } = options;
  const config = {
    ...(region ? { region } : {}),
    ...(profile === undefined ? {} : { profile }),
    // The SDK's own 3 give up within two seconds, in the middle of a deployment.
    ...(process.env.AWS_MAX_ATTEMPTS ? {} : { maxAttempts: 6 }),
    ...overrides,
  };
  const cloudFormation = new CloudFormationClient(config);
  const cognito = new CognitoIdentityProviderClient(config);
  tellWaits(cloudFormation, onWait);
  tellWaits(cognito, onWait);
  return { cloudFormation, cognito, region: await regionOf(cloudFormation) };
}

async function regionOf(client: CloudFormationClient): Promise<string> {
  const region = await client.config.region().catch(() => null);
  if (region === null || region === '') {
    throw new CommandError(
      'region',
      'No AWS Region is set.',
      'Add --region eu-west-1 (or another one near the people who sign in), or set AWS_REGION.',
    );
  }
  if (looksLikeRegion(region)) return region;
  const meant = regionMeant(region);
  throw new CommandError(
    'region',
    `"${region}" is not the name of an AWS Region.`,
    meant === null ? 'Names look like eu-west-1.' : `Did you mean ${meant}?`,
  );
}
