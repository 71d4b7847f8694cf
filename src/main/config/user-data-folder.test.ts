import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isConfigured } from './user-data-folder';

const nowhere = ['--user-data-dir=/nowhere'];

test('an environment without a value for the app is no configuration', async () => {
  expect(await isConfigured({ env: { PATH: '/bin' }, args: nowhere })).toBe(false);
  expect(await isConfigured({ env: { COGNITO_CLIENT_ID: '' }, args: nowhere })).toBe(false);
  // Of other programs: the app doesn't read them either.
  const others = { COGNITO_USER_POOL_ARN: 'x', COGNITO_USER_POOL_CLIENT_ID: 'x' };
  expect(await isConfigured({ env: others, args: nowhere })).toBe(false);
  expect(await isConfigured({ env: { COGNITO_CLIENT_SECRET: 'a' }, args: nowhere })).toBe(true);
  expect(await isConfigured({ env: { COGNITO_CLIENT_ID: 'a' }, args: nowhere })).toBe(true);
});

test.each([[['--config', 'a.json']], [['--config=a.json']]])(
  '%j is a configuration, even when the app will refuse it',
  async (args) => {
    expect(await isConfigured({ env: {}, args: [...nowhere, ...args] })).toBe(true);
  },
);

test('so is a config.json in the folder for the user', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'places-'));
  const args = [`--user-data-dir=${folder}`];
  expect(await isConfigured({ env: {}, args })).toBe(false);
  writeFileSync(path.join(folder, 'config.json'), '{}');
  expect(await isConfigured({ env: {}, args })).toBe(false);
  writeFileSync(path.join(folder, 'config.json'), '{ "clientId": 7');
  expect(await isConfigured({ env: {}, args })).toBe(true);
  rmSync(folder, { recursive: true });
});
