import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html
// ("Lockout behavior for failed sign-in attempts")
describe('the lock-out after wrong passwords', () => {
  let now: number;
  let pool: UserPool;
  beforeEach(async () => {
    now = Date.parse('2030-01-01T00:00:00Z');
    pool = await startTestPool({ clock: () => now });
  });
  afterEach(() => pool.close());

  type Outcome = 'signed in' | 'wrong' | 'locked';

  async function attempt(password: string, username = pool.user.username): Promise<Outcome> {
    const fields = { username, password };
    const query = authorizationQuery(pool);
    const response = await new TestBrowser(pool).submit(`/login?${query}`, fields);
    if (locationOf(response).searchParams.has('code')) return 'signed in';
    const page = await response.text();
    if (page.includes('role="alert">Password attempts exceeded<')) return 'locked';
    expect(page).toContain('role="alert">Incorrect username or password.<');
    return 'wrong';
  }

  async function failTimes(count: number, username?: string): Promise<void> {
    for (let failure = 0; failure < count; failure++) {
      expect(await attempt('wrong', username)).toBe('wrong');
    }
  }

  it('begins with the fifth and lasts a second, even for the right password', async () => {
    await failTimes(5);
    expect(await attempt(pool.user.password)).toBe('locked');
    now += 999;
    expect(await attempt(pool.user.password)).toBe('locked');
    now += 1;
    expect(await attempt(pool.user.password)).toBe('signed in');
  });

  it('does not come after four, and a success starts the count anew', async () => {
    for (let round = 0; round < 2; round++) {
      await failTimes(4);
      expect(await attempt(pool.user.password)).toBe('signed in');
    }
  });

  it('doubles with every further failure, and not with attempts while it lasts', async () => {
    await failTimes(5);
    for (const seconds of [1, 2, 4]) {
      expect(await attempt('wrong')).toBe('locked');
      now += seconds * 1000 - 1;
      expect(await attempt('wrong')).toBe('locked');
      now += 1;
      expect(await attempt('wrong')).toBe('wrong');
    }
  });

  it('lasts a quarter of an hour at most', async () => {
    for (let failure = 0; failure < 16; failure++) {
      now += 14 * 60_000 + 59_000;
      await attempt('wrong');
    }
    expect(await attempt(pool.user.password)).toBe('locked');
    now += 15 * 60_000;
    expect(await attempt(pool.user.password)).toBe('signed in');
  });

  it('is forgotten after a quarter of an hour without attempts', async () => {
    await failTimes(4);
    now += 15 * 60_000;
    await failTimes(4);
    expect(await attempt(pool.user.password)).toBe('signed in');
  });

  it('comes to unknown addresses too, each on its own and in any case', async () => {
    await failTimes(4, 'nobody@example.com');
    await failTimes(1, 'Nobody@example.com');
    expect(await attempt('wrong', 'nobody@example.com')).toBe('locked');
    expect(await attempt(pool.user.password)).toBe('signed in');
  });
});
