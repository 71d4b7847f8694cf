import { expect, test } from 'vitest';
import type { SampleApi } from '../infra/local/index';
import { poolEnvironment } from './pool-environment';

const pool = {
  issuer: 'http://a.example',
  domain: 'http://b.example',
  clientId: 'c',
  sampleApi: null,
};

test('origins of other identity providers and of an API are named where there are any', () => {
  const facts = {
    COGNITO_ISSUER: pool.issuer,
    COGNITO_DOMAIN: pool.domain,
    COGNITO_CLIENT_ID: pool.clientId,
  };
  expect(poolEnvironment({ ...pool, allowedOrigins: [] })).toEqual(facts);
  const allowedOrigins = ['http://c.example', 'https://d.example'];
  expect(poolEnvironment({ ...pool, allowedOrigins })).toEqual({
    ...facts,
    COGNITO_ALLOWED_ORIGINS: 'http://c.example https://d.example',
  });
  const sampleApi = { origin: 'http://e.example', scopes: ['notes/read'] } as unknown as SampleApi;
  expect(poolEnvironment({ ...pool, allowedOrigins: [], sampleApi })).toEqual({
    ...facts,
    COGNITO_API_ORIGINS: 'http://e.example',
    COGNITO_SCOPES: 'openid profile email notes/read',
  });
});
