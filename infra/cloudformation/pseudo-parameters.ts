/** The account that AWS's documentation uses. */
const exampleAccount = '123456789012';

/** Partition and DNS suffix, by the start of a region's name (botocore, partitions.json). */
const partitions = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
] as const;

export interface Place {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** `AWS::Region` and the like, of a stack that does not exist (pseudo-parameter-reference page). */
export function pseudoParameters({
  region = 'eu-west-1',
  account = exampleAccount,
}: Place = {}): Readonly<Record<string, unknown>> {
  const [, partition, suffix] = partitions.find(([start]) => region.startsWith(start)) ?? [
    '',
    'aws',
    'amazonaws.com',
  ];
  return {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': partition,
    'AWS::URLSuffix': suffix,
    'AWS::NotificationARNs': [],
    'AWS::StackName': 'sign-in',
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/sign-in/1bc5a2c0-a7f1-11ef-9a12-0a58a9feac02`,
  };
}
