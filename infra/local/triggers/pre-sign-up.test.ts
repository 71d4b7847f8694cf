import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import type { PreSignUp, PreSignUpEvent, UserPool } from '../index';
import { poolId } from '../options/settings';
import { authorizationQuery, TestBrowser, tokensOf } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
describe('the pre sign-up trigger', () => {
  const person = { username: 'New@Example.com', password: 'Str0ng!word', name: 'New Person' };
  let pool: UserPool;
  let browser: TestBrowser;
  afterEach(() => pool.close());

  async function signUpWith(preSignUp: PreSignUp): Promise<Response> {
    pool = await startTestPool({ preSignUp });
    browser = new TestBrowser(pool);
    return browser.submit(`/signup?${authorizationQuery(pool)}`, person);
  }

  const responding = (changes: Partial<PreSignUpEvent['response']>) => (event: PreSignUpEvent) => ({
    ...event,
    response: { ...event.response, ...changes },
  });

  it('is told who signs up at which client', async () => {
    const events: PreSignUpEvent[] = [];
    await signUpWith((event) => {
      events.push(event);
      return event;
    });
    expect(events).toEqual([
      {
        version: '1',
        triggerSource: 'PreSignUp_SignUp',
        region: expect.any(String),
        userPoolId: poolId,
        userName: pool.users.find(person.username)?.sub,
        callerContext: { awsSdkVersion: expect.any(String), clientId: pool.clientId },
        request: {
          userAttributes: { email: person.username, name: person.name },
          validationData: null,
          clientMetadata: null,
        },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
    ]);
  });

  it('may leave the person to the mailed code', async () => {
    const answer = await signUpWith(async (event) => event);
    expect(answer.headers.get('location')).toMatch(/^\/confirm\?/);
    expect(pool.inbox).toHaveLength(1);
    expect(pool.users.find(person.username)).toMatchObject({ confirmed: false });
  });

  it.each([
    [{ autoConfirmUser: true }, false],
    [{ autoConfirmUser: true, autoVerifyEmail: true }, true],
  ])('confirms the person with %j, and tells tokens so', async (response, isVerified) => {
    const answer = await signUpWith(responding(response));
    const { id_token: idToken } = await tokensOf(pool, answer);
    expect(decodeJwt(idToken)).toMatchObject({
      email: 'new@example.com',
      email_verified: isVerified,
      name: person.name,
    });
    const query = authorizationQuery(pool);
    const { username } = person;
    const asked = await new TestBrowser(pool).submit(`/forgotPassword?${query}`, { username });
    expect(asked.headers.get('location')).toBe(`/confirmforgotPassword?${query}`);
    // Only an address that is known to be theirs gets a code.
    expect(pool.inbox).toHaveLength(isVerified ? 1 : 0);
  });

  it.each<[string, PreSignUp, string]>([
    ['throws', () => Promise.reject(new Error('Not you')), 'PreSignUp failed with error Not you.'],
    ['answers nothing', () => undefined, 'Unrecognizable lambda output'],
    ['answers something else', () => ({ ok: true }), 'Unrecognizable lambda output'],
  ])('refuses the sign-up when it %s', async (_, preSignUp, message) => {
    const answer = await signUpWith(preSignUp);
    expect(await answer.text()).toContain(message);
    expect(pool.users.find(person.username)).toBeUndefined();
  });
});
