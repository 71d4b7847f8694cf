import { describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn } from '../../../tests/support/config/load';
import { apiEndpoint, domainPrefix, regionProblem } from './partitions';

describe('a user pool', () => {
  it.each([
    ['eu-west-1', 'https://cognito-idp.eu-west-1.amazonaws.com/'],
    ['mx-central-1', 'https://cognito-idp.mx-central-1.amazonaws.com/'],
    ['us-gov-west-1', 'https://cognito-idp.us-gov-west-1.amazonaws.com/'],
    ['eusc-de-east-1', 'https://cognito-idp.eusc-de-east-1.amazonaws.com/'],
  ])('may be in %s', async (region, host) => {
    const pool = { ...cognito, region, userPoolId: `${region}_AbC` };
    const { provider } = await loadedFrom(pool);
    expect(provider.issuer).toBe(`${host}${region}_AbC`);
    const issuer = `https://example.com/${region}_AbC`;
    expect((await loadedFrom({ ...pool, issuer })).provider.issuer).toBe(issuer);
  });

  it.each(['cn-north-1', 'cn-northwest-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1'])(
    'cannot be in %s',
    async (region) => {
      const userPoolId = `${region}_AbC`;
      const [problem] = await problemsIn({ ...cognito, region, userPoolId });
      expect(problem).toMatchObject({ key: 'region', problem: expect.stringContaining('without') });
      expect(await problemsIn({ ...cognito, userPoolId })).toMatchObject([{ key: 'userPoolId' }]);
    },
  );
});

it.each(['Ireland', 'eu-west', 'eu-west-1x', 'eusc-east-1', 'EU-WEST-1', ''])(
  '%j is no Region',
  (region) => {
    expect(regionProblem(region)).toBe('is not the name of an AWS region');
  },
);

it.each([
  ['acme.auth.eu-west-1.amazoncognito.com', 'eu-west-1', 'acme'],
  ['acme.auth-fips.us-east-1.amazoncognito.com', 'us-east-1', 'acme'],
  ['acme.auth-fips.us-gov-west-1.amazoncognito.com', 'us-gov-west-1', 'acme'],
  ['a.auth.cognito-idp.eusc-de-east-1.on.amazonwebservices.eu', 'eusc-de-east-1', 'a'],
  ['auth.example.com', 'eu-west-1', null],
  ['a.b.auth.eu-west-1.amazoncognito.com', 'eu-west-1', null],
  ['acme.auth.eu-west-1.amazoncognito.com.evil.example', 'eu-west-1', null],
])('the prefix of %s in %s is %s', (host, region, prefix) => {
  expect(domainPrefix(host, region)).toBe(prefix);
});

it.each([
  ['https://cognito-idp.eu-west-1.amazonaws.com/x', 'https://cognito-idp.eu-west-1.amazonaws.com/'],
  [
    'https://issuer-cognito-idp.us-gov-west-1.amazonaws.com/x',
    'https://cognito-idp-fips.us-gov-west-1.amazonaws.com/',
  ],
  [
    'https://cognito-idp.eusc-de-east-1.amazonaws.com/x',
    'https://cognito-idp.eusc-de-east-1.amazonaws.eu/',
  ],
  [
    'https://cognito-idp.eusc-de-east-1.amazonaws.eu/x',
    'https://cognito-idp.eusc-de-east-1.amazonaws.eu/',
  ],
  ['http://127.0.0.1:9000/x', 'http://127.0.0.1:9000/'],
])('the API of %s is at %s', (issuer, endpoint) => {
  expect(apiEndpoint(issuer)).toBe(endpoint);
});
