import { defineConfig } from 'vitest/config';

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
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
