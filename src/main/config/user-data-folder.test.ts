import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isConfigured } from './user-data-folder';

const nowhere = ['--user-data-dir=/nowhere'];

test('an environment without a COGNITO_ value is no configuration', () => {
  expect(isConfigured({ env: { PATH: '/bin' }, args: nowhere })).toBe(false);
  expect(isConfigured({ env: { COGNITO_CLIENT_ID: '' }, args: nowhere })).toBe(false);
  expect(isConfigured({ env: { COGNITO_CLIENT_ID: 'a' }, args: nowhere })).toBe(true);
});

test.each([[['--config', 'a.json']], [['--config=a.json']]])(
  '%j is a configuration, even when the app will refuse it',
  (args) => {
    expect(isConfigured({ env: {}, args: [...nowhere, ...args] })).toBe(true);
  },
);

test('so is a config.json in the folder for the user', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'places-'));
  const args = [`--user-data-dir=${folder}`];
  expect(isConfigured({ env: {}, args })).toBe(false);
  writeFileSync(path.join(folder, 'config.json'), '{}');
  expect(isConfigured({ env: {}, args })).toBe(true);
  rmSync(folder, { recursive: true });
});
