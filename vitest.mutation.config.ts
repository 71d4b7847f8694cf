import { defineConfig } from 'vitest/config';

/** The unit tests of `src/main/auth`, alone: `npm run test:mutation` runs them against each mutant. */
export default defineConfig({
  define: { __BAKED_CONFIG__: JSON.stringify('') },
  test: {
    include: ['src/main/auth/**/*.test.ts'],
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
