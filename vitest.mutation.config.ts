import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { createSigningKeys } from './infra/local/index';

/** A changed line is mostly noticed by its own file's tests. Those of whole sessions take longest, and come last. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOfSession = ({ moduleId }: TestSpecification) => /\/session\.[^/]*$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !isOfSession(file)), ...sorted.filter(isOfSession)];
  }
}

/**
 * The unit tests of `src/main/auth`, alone: `npm run test:mutation` runs them against each mutant. Without the hostile
 * provider, whose hundreds of sign-ins would take most of a day: it notices changes that these do not.
 */
export default defineConfig({
  define: { __BAKED_CONFIG__: JSON.stringify('') },
  test: {
    include: ['src/main/auth/**/*.test.ts'],
    exclude: ['src/main/auth/hostile-provider/**'],
    isolate: false,
    env: { TEST_SIGNING_KEYS: JSON.stringify(await createSigningKeys()) },
    sequence: { sequencer: NearestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
