/** A group of AWS Regions in which user pools have the same kind of addresses. */
interface Partition {
  readonly regions: RegExp;
  /** What follows the prefix in the domain of the pages. */
  readonly pages: (region: string) => string;
}

/**
 * The partitions with user pools. Sources: `regionRegex` and `dnsSuffix` of botocore's
 * `data/partitions.json`, and `cognito-idp` of its `data/endpoints.json`, by which China (`aws-cn`) and the
 * isolated partitions have none; GovCloud user guide, "Amazon Cognito" (`auth-fips`); the Public Suffix
 * List (`auth.cognito-idp.eusc-de-east-1.on.amazonwebservices.eu`).
 */
const partitions: readonly Partition[] = [
  {
    regions: /^us-gov-[a-z]+-\d+$/,
    pages: (region) => `auth-fips.${region}.amazoncognito.com`,
  },
  {
    regions: /^eusc-[a-z]+-[a-z]+-\d+$/,
    pages: (region) => `auth.cognito-idp.${region}.on.amazonwebservices.eu`,
  },
  {
    // Two letters of any area, since new Regions come: China's are the only others that look so.
    regions: /^(?!cn-)[a-z]{2}-[a-z]+-\d+$/,
    pages: (region) => `auth.${region}.amazoncognito.com`,
  },
];

function partitionOf(region: string): Partition | undefined {
  return partitions.find(({ regions }) => regions.test(region));
}

/** What is wrong with a Region, or `null`. */
export function regionProblem(region: string): string | null {
  if (partitionOf(region) !== undefined) return null;
  return /^(?:cn-|us-iso|eu-iso)[a-z]*-?[a-z]*-\d+$/.test(region)
    ? 'is a Region without user pools'
    : 'is not the name of an AWS region';
}

/**
 * The issuer of a user pool; `null` in a Region without user pools. In the European Sovereign Cloud it is
 * what AWS's own library expects (https://github.com/awslabs/aws-jwt-verify/pull/276), though the API has
 * another host; the setting `issuer` overrides it.
 */
export function userPoolIssuer(region: string, userPoolId: string): string | null {
  return partitionOf(region) === undefined
    ? null
    : `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}

/** The prefix in a domain that AWS gives; `null` for a domain of one's own. */
export function domainPrefix(host: string, region: string): string | null {
  const pages = [partitionOf(region)?.pages(region), `auth-fips.${region}.amazoncognito.com`];
  const suffix = pages.find((each) => each !== undefined && host.endsWith(`.${each}`));
  const prefix = suffix === undefined ? '' : host.slice(0, -suffix.length - 1);
  return /^[a-z0-9-]+$/.test(prefix) ? prefix : null;
}

/**
 * The address of the user pools API, at the issuer's host; with the issuer for multi-Region replication,
 * at the host without `issuer-` (Cognito: "Amazon Cognito user pools endpoints"). GovCloud has FIPS
 * endpoints only (GovCloud user guide, "Amazon Cognito"); the European Sovereign Cloud has its own suffix
 * (`dnsSuffix` of botocore's `data/partitions.json`).
 */
export function apiEndpoint(issuer: string): string {
  const origin = new URL(issuer).origin.replace('//issuer-cognito-idp.', '//cognito-idp.');
  const regional = origin.replace('//cognito-idp.us-gov-', '//cognito-idp-fips.us-gov-');
  return `${regional.replace(/(\.eusc-[a-z0-9-]+)\.amazonaws\.com$/, '$1.amazonaws.eu')}/`;
}
