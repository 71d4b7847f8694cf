import { defineConfig } from '@playwright/test';
import { hasDisplay } from './dev/runtime';
import { enterTemporaryRoot } from './scripts/temporary-root';

enterTemporaryRoot();

/**
 * One suite for both runtimes (`E2E_RUNTIME=electron|chromium-host|auto`). On a screen, windows take the focus from
 * each other; without one, which is on Linux, where each worker has a keyring of its own, more than one can work.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/build.ts',
  outputDir: 'out/e2e',
  workers: hasDisplay() ? 1 : 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list', { printSteps: true }],
    ['json', { outputFile: 'out/e2e-report.json' }],
  ],
});
