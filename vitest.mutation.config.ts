import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
// By path: Node loads what a configuration imports by package name, and can't load TypeScript.
import { createSigningKeys } from './infra/local/tokens/create-signing-keys';
import { requirements } from './scripts/security/requirements';

/** A changed line is mostly noticed by its own file's tests. Those of whole sessions take longest. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFar = ({ moduleId }: TestSpecification) => /\/auth-service\.[^/]*$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !isFar(file)), ...sorted.filter(isFar)];
  }
}

/** `npm run test:security -- --mutate` says which requirement's tests run against the mutants. */
const wanted = process.env.SECURITY_REQUIREMENT;
const requirement = requirements.find(({ number }) => String(number) === wanted);

/**
 * What Stryker runs against each mutant: the tests of one requirement, or those of `src/main/auth`, without the hostile
 * provider's. Hundreds of sign-ins each time, and what they would notice besides is not worth the hours.
 */
export default defineConfig({
  define: { __BAKED_CONFIG__: JSON.stringify('') },
  test: {
    ...(requirement === undefined
      ? { include: ['src/main/{auth,util}/**/*.test.ts'], isolate: false }
      : {
          include: requirement.tests.filter((file) => !file.endsWith('.spec.ts')),
          // Stryker runs tests in threads, where libsecret does not see the keyring that the test has set up.
          exclude: ['**/keychain-store.integration.test.ts'],
          isolate: false,
          setupFiles: ['scripts/security/own-tests-only.ts'],
        }),
    // A change that makes a test hang is found by this.
    testTimeout: 10_000,
    hookTimeout: 20_000,
    env: { TEST_SIGNING_KEYS: JSON.stringify(await createSigningKeys()) },
    sequence: { sequencer: NearestFirst },
    server: { deps: { inline: ['@openid/appauth'] } },
  },
});
