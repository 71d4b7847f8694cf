import { describe, expect, it } from 'vitest';
import { problemCodes } from '../../shared/problem';
import { AppError, toProblem } from './app-error';
import { describe as textOf } from './problem-texts';

describe('problem texts', () => {
  it.each(problemCodes)('%s: says what happened and what to do, with and without facts', (code) => {
    for (const detail of [{}, { redirectUri: 'a://b', clientId: 'c', host: 'd.example' }]) {
      const { message, hint } = textOf(code, detail);
      expect(message).toMatch(/^[A-Z].*[.]$/);
      expect(hint).toMatch(/^[A-Z].*[.]$/);
      expect(`${message} ${hint}`).not.toMatch(/undefined|null|\[object/);
    }
  });

  it.each(problemCodes)('%s: mentions Cognito with Cognito only', (code) => {
    const { message, hint } = textOf(code, { provider: 'generic', clientId: 'c' });
    expect(`${message} ${hint}`).not.toMatch(
      /Cognito|app client|hosted UI|region|userPool|`domain`/,
    );
  });

  it('redirect-mismatch names what to register, and where', () => {
    const { hint } = textOf('redirect-mismatch', {
      redirectUri: 'com.example.app://auth/callback',
      clientId: 'abc123',
      provider: 'cognito',
    });
    expect(hint).toContain('com.example.app://auth/callback');
    expect(hint).toContain('Allowed callback URLs');
    expect(hint).toContain('abc123');
  });

  it('SEC-45: a problem carries no cause, stack or body', () => {
    const error = new AppError('code-rejected', { cause: { body: 'secret' } });
    expect(Object.keys(error.toProblem()).sort()).toEqual(['code', 'hint', 'message', 'retryable']);
    expect(JSON.stringify(toProblem(new Error('secret')))).not.toContain('secret');
    expect(toProblem('anything').code).toBe('internal');
  });
});
