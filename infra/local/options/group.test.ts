import { describe, expect, it } from 'vitest';
import type { User } from '../store/users';
import { rolesOf } from './group';

const user: User = {
  sub: 's',
  email: 'a@b.example',
  name: null,
  groups: ['one', 'two', 'three'],
  confirmed: true,
  enabled: true,
  mfa: false,
  passwordHash: null,
};

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GroupType.html
describe('the preferred role', () => {
  const preferred = (...groups: Parameters<typeof rolesOf>[1]) =>
    rolesOf(user, groups)['cognito:preferred_role'];

  it('is that of the group with the lowest precedence', () => {
    expect(
      preferred(
        { name: 'one', roleArn: 'a', precedence: 5 },
        { name: 'two', roleArn: 'b', precedence: 0 },
      ),
    ).toBe('b');
  });

  it('is not that of a group without precedence', () => {
    expect(
      preferred({ name: 'one', roleArn: 'a' }, { name: 'two', roleArn: 'b', precedence: 9 }),
    ).toBe('b');
  });

  it('is missing where two groups of the same precedence have different roles', () => {
    const [one, two] = [
      { name: 'one', roleArn: 'a', precedence: 1 },
      { name: 'two', roleArn: 'b', precedence: 1 },
    ];
    expect(rolesOf(user, [one, two])).toEqual({ 'cognito:roles': ['a', 'b'] });
    expect(preferred(one, { ...two, roleArn: 'a' })).toBe('a');
  });

  it('is no matter of groups without a role, or of other people', () => {
    expect(
      rolesOf(user, [
        { name: 'one', precedence: 1 },
        { name: 'four', roleArn: 'd' },
      ]),
    ).toEqual({});
  });
});
