import { expect, test } from 'vitest';
import { poolEnvironment } from './pool-environment';

const pool = { issuer: 'http://a.example', domain: 'http://b.example', clientId: 'c' };

test('origins of other identity providers are named where there are any', () => {
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
});
