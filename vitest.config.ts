import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
// With `.ts`, here and in that file: Vite's `native` loader of configurations needs it.
import { enterTemporaryRoot } from './scripts/temporary-root.ts';

enterTemporaryRoot();

const hostTests = 'dev/chromium-host/**';
const isWindows = process.platform === 'win32';
if (isWindows) {
  console.log(
    `Not run: integration tests of ${hostTests}. Windows starts no program from a script.`,
  );
}

/** The longest files come first, so that no worker is left with one at the end. By default, small files come last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(pages|renderer|fuzz|bench)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * unit: plain Node, no browser, no keyring. integration: needs a Chromium, or a real keyring.
 * A test file says which it is by its name: `*.test.ts` or `*.integration.test.ts`. faults: everything below `tests/faults/`.
 */
export default defineConfig({
  define: { __BAKED_CONFIG__: JSON.stringify('') },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // One process runs file after file: loading the modules anew for each took a third of the time.
          isolate: false,
          maxWorkers: '100%',
          include: ['{src,infra,dev,scripts,tests}/**/*.test.{ts,tsx}'],
          // It is about versions of the SDK to come, and ours is pinned.
          env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
          exclude: ['tests/faults/**', '**/*.integration.test.ts', '**/node_modules/**'],
          // A user pool's RSA keys take seconds on a busy machine.
          testTimeout: 20_000,
          hookTimeout: 20_000,
          // Published for bundlers: its imports leave out the file extensions that Node insists on.
          server: { deps: { inline: ['@openid/appauth'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // Each file has a browser, an app or a keyring of its own.
          maxWorkers: '100%',
          globalSetup: 'tests/support/keyring-setup.ts',
          include: ['{src,infra,dev,scripts,tests}/**/*.integration.test.ts'],
          exclude: ['tests/faults/**', '**/node_modules/**', ...(isWindows ? [hostTests] : [])],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          maxWorkers: '100%',
          globalSetup: ['tests/support/keyring-setup.ts', 'tests/faults/build-app-process.ts'],
          include: ['tests/faults/**/*.test.ts'],
        },
      },
    ],
  },
});
