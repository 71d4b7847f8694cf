import { expect, it } from 'vitest';
import { growthPerRefresh } from './growth';

/** A refresh has 5 kB of tokens. In so few of them the rest is noise; `npm run bench:pool` looks closer. */
it('does not hold on to the tokens of a refresh', { timeout: 120_000 }, async () => {
  expect(await growthPerRefresh(500)).toBeLessThan(1500);
});
