import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { errorCode } from '../../problems/provider-words';
import { authorizationError } from './authorization-response';

const config = {
  ...clientSettings,
  provider: { kind: 'cognito', issuer: 'https://issuer/pool', domain: 'https://domain' },
} as const;

describe('an error that came back in place of a code', () => {
  it.each([
    ['access_denied', null, 'access-denied'],
    ['login_required', null, 'login-required'],
    ['invalid_scope', null, 'invalid-scope'],
    // Cognito says which parameter it was in the description.
    ['invalid_request', 'invalid_scope', 'invalid-scope'],
    ['invalid_request', 'anything else', 'authorization-refused'],
    ['server_error', 'invalid_scope', 'authorization-refused'],
    ['something_new', null, 'authorization-refused'],
  ])('%s (%s) is %s', (error, description, code) => {
    expect(authorizationError(error, description, config).code).toBe(code);
  });

  it('is named when it is nothing but a code (SEC-18)', () => {
    const text = (error: string) => {
      const { message, hint } = authorizationError(error, null, config);
      return `${message} ${hint}`;
    };
    expect(text('server_error')).toContain('(server_error)');
    expect(text('<b>click here</b>')).not.toMatch(/click|[(]/);
    expect(text('Call 555-0100 now')).not.toMatch(/555|[(]/);
  });

  it('has the settings that have to be looked at', () => {
    const { hint } = authorizationError('unauthorized_client', null, config);
    expect(hint).toContain(config.clientId);
  });
});

describe('the code of an error', () => {
  it.each(['access_denied', 'a', 'a'.repeat(40)])('%s is one', (text) => {
    expect(errorCode(text)).toBe(text);
  });

  it.each(['', 'A', 'a b', ' access_denied', 'access_denied ', 'x1', 'a'.repeat(41), 'a-b', 'ä'])(
    '%j is none',
    (text) => {
      expect(errorCode(text)).toBeUndefined();
    },
  );
});
