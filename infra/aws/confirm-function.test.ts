import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { stackOf } from './testing/aws-template';

type Handler = (event: unknown) => Promise<Record<string, unknown>>;

/** The event of the documentation (user-pool-lambda-pre-sign-up page), with the parts that all triggers share. */
function eventFrom(triggerSource: string) {
  return {
    version: '1',
    triggerSource,
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_AbCdEfGhI',
    userName: '3c0f5e4a-1b2c-4d5e-8f90-a1b2c3d4e5f6',
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
    request: {
      userAttributes: { email: 'user@example.com' },
      validationData: null,
      clientMetadata: null,
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  };
}

describe('the function of ConfirmUsers=automatic', () => {
  const { resources } = stackOf({ ConfirmUsers: 'automatic' });
  const { Code } = resources.ConfirmFunction?.properties ?? {};
  const printed: unknown[] = [];
  const exports: { handler?: Handler } = {};
  // As Lambda loads `index.handler` of a zip without a package.json: CommonJS.
  runInNewContext((Code as { ZipFile: string }).ZipFile, {
    exports,
    console: { log: (...all: unknown[]) => printed.push(all) },
  });
  const handler = exports.handler as Handler;

  it('confirms who signs up, and leaves the address unverified', async () => {
    const event = eventFrom('PreSignUp_SignUp');
    const response = { autoConfirmUser: true, autoVerifyEmail: false, autoVerifyPhone: false };
    expect(await handler(structuredClone(event))).toEqual({ ...event, response });
  });

  it.each(['PreSignUp_ExternalProvider', 'PreSignUp_AdminCreateUser'])(
    'returns the event of %s as it was',
    async (source) => {
      expect(await handler(eventFrom(source))).toEqual(eventFrom(source));
    },
  );

  it('logs nothing', async () => {
    await handler(eventFrom('PreSignUp_SignUp'));
    expect(printed).toEqual([]);
  });

  it('is there only when it is asked for', () => {
    expect(stackOf().resources).not.toHaveProperty('ConfirmFunction');
    expect(stackOf().resources.UserPool?.properties).not.toHaveProperty('LambdaConfig');
  });
});
