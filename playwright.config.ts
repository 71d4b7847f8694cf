import { defineConfig } from '@playwright/test';

/**
 * One suite for both runtimes (`E2E_RUNTIME=electron|chromium-host|auto`). One worker: every test
 * owns the one keyring of its session, and a desktop has one screen.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/build.ts',
  outputDir: 'out/e2e',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/e2e-report.json' }]],
});
