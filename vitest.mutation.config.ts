import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { createSigningKeys } from './infra/local/index';

/** A changed line is mostly noticed by its own file's tests. Those of whole sessions take longest. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFar = ({ moduleId }: TestSpecification) => /\/session\.[^/]*$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !isFar(file)), ...sorted.filter(isFar)];
  }
}

/**
 * The unit tests of `src/main/auth` and `src/main/util`, alone: `npm run test:mutation` runs them against each mutant. Not those of the hostile
 * provider: hundreds of sign-ins each time, and what they would notice besides is not worth the hours.
 */
export default defineConfig({
  define: { __BAKED_CONFIG__: JSON.stringify('') },
  test: {
    include: ['src/main/auth/*.test.ts', 'src/main/util/*.test.ts'],
    isolate: false,
    env: { TEST_SIGNING_KEYS: JSON.stringify(await createSigningKeys()) },
    sequence: { sequencer: NearestFirst },
    // Most changes that make a test hang are found by this: none of these tests takes two seconds.
    testTimeout: 8_000,
    hookTimeout: 20_000,
  },
});
