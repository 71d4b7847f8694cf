import { expect, it } from 'vitest';
import { misconfiguredCommands } from './commands';

it('without usable settings shows every problem and does nothing else', async () => {
  const problems = [
    { key: 'clientId', source: 'nowhere', problem: 'is missing', expected: 'the id of the client' },
  ];
  const commands = misconfiguredCommands({ name: 'App', version: '1.0.0' }, problems);
  expect(commands.getState()).toEqual({ kind: 'misconfigured', problems });
  expect(commands.getAppInfo()).toEqual({
    name: 'App',
    version: '1.0.0',
    canSignUp: false,
    canSignOutEverywhere: false,
    providerHost: null,
  });
  await expect(commands.signIn({ intent: 'sign-in' })).rejects.toThrow('misconfigured');
  await expect(commands.signOut({})).rejects.toThrow('misconfigured');
});
