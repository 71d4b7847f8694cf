import { expect, it } from 'vitest';
import { AppError } from './app-error';
import { globalSignOutFailed, revocationFailed } from './sign-out-texts';

const problem = (code: AppError['code']) => new AppError(code).toProblem();

it('a refusal of the provider is no fault of the network', () => {
  for (const code of ['client-rejected', 'provider-refused', 'invalid-scope'] as const) {
    const { message, hint } = revocationFailed(problem(code));
    expect(message).toContain('the provider refused');
    expect(hint).not.toMatch(/network/);
    expect(globalSignOutFailed(problem(code)).hint).not.toMatch(/network/);
  }
});

it('a fault of the network is one', () => {
  for (const code of ['provider-unreachable', 'provider-timeout'] as const) {
    expect(revocationFailed(problem(code)).hint).toMatch(/when the network works/);
    expect(globalSignOutFailed(problem(code)).hint).toMatch(/when the network works/);
  }
});
