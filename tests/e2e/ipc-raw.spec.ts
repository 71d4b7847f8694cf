import { findRuntime } from '../../dev/runtime';
import { bridge } from '../../src/shared/api';
import { expect, expectState, signIn, test } from './support/fixtures';
import { RawIpc } from './support/raw-ipc';
import { Sweep } from './support/sweep';

const operations = Object.keys(bridge.operations);
const withOwnCases = ['getState', 'signIn', 'signOut', 'switchAccount'];
const others = operations.filter((name) => !withOwnCases.includes(name));

/** Channels that there are none of, some of them names that every object has. */
const unknown = [
  ...['accessToken', 'getState ', 'GETSTATE', 'auth:get-state', '*', ''],
  ...['__proto__', 'constructor', 'toString', 'ELECTRON_BROWSER_REQUIRE'],
  ...bridge.events,
];

const polluting = [
  '{"intent":"sign-in","__proto__":{"polluted":true}}',
  '{"__proto__":{"intent":"sign-in","polluted":true}}',
  '{"intent":"sign-in","constructor":{"prototype":{"polluted":true}}}',
  '{"intent":"sign-in","prompt":{"__proto__":{"polluted":true}}}',
].map((text) => JSON.parse(text) as unknown);

/** Calls of what there is, with arguments that are not of the contract. */
const invalid: readonly (readonly [channel: string, ...args: unknown[]])[] = [
  ['getState', undefined],
  ['getState', { token: true }],
  ['signIn'],
  ['signIn', { intent: 'sign-in' }, { intent: 'sign-in' }],
  ['signIn', new Map([['intent', 'sign-in']])],
  ['signIn', { intent: 'sign-in', loginHint: 'x'.repeat(10_000_000) }],
  ['signOut'],
  ['signOut', { account: 'all', silently: true }],
  ['signOut', { account: { id: 'a'.repeat(43), __proto__: null } }, 1],
  ['switchAccount', 'a'.repeat(44)],
  ['switchAccount', ['a'.repeat(43)]],
  ...polluting.map((argument) => ['signIn', argument] as const),
  ...polluting.map((argument) => ['signOut', argument] as const),
  ...others.map((channel) => [channel, 'more', { than: 'it takes' }] as const),
];

test('messages past the preload get no further than its functions do (SEC-42, SEC-43, SEC-45)', {
  tag: '@fault',
}, async ({ pool, launch }) => {
  test.skip(findRuntime().name === 'electron', 'Electron has no way past the preload for a test');
  const app = await launch();
  const raw = await RawIpc.open(app.window);
  await signIn(app, pool);
  const before = await raw.invoke('getState');
  expect(before.value).toMatchObject({ kind: 'signed-in' });

  const refusals = await Promise.all(
    unknown.map((channel) => raw.invoke(channel, { account: 'all' })),
  );
  for (const [index, { value, error }] of refusals.entries()) {
    expect([unknown[index], value]).toEqual([unknown[index], undefined]);
    expect(error).toContain('No handler registered');
  }
  // Nothing listens to messages that want no answer.
  for (const channel of [...unknown, ...operations]) {
    await raw.send(channel, { account: 'all' });
  }
  const answers = await Promise.all(
    invalid.map(([channel, ...args]) => raw.invoke(channel, ...args)),
  );
  const refused = { error: 'Error: invalid arguments' };
  expect(answers.map((answer, index) => [invalid[index]?.[0], answer])).toEqual(
    invalid.map(([channel]) => [channel, refused]),
  );
  expect(await raw.invoke('getState')).toEqual(before);
  const isPolluted = () => app.electron.evaluate(() => 'polluted' in {} || 'polluted' in Object);
  expect(await isPolluted()).toBe(false);

  // What is in order is still carried out, and nothing that ever came back holds a token.
  await raw.invoke('refresh');
  await raw.invoke('signOut', { account: 'all' });
  await expectState(app, 'signed-out');
  const heard = JSON.stringify(await raw.heard());
  expect(heard).toContain('"kind":"signed-in"');
  const secrets = pool.issuedSecrets();
  expect(secrets.length).toBeGreaterThan(4);
  expect(new Sweep(secrets).in(heard)).toEqual([]);
  await signIn(app, pool);
});
