import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readTemplateFile } from './template-file';

// What larger templates become, and what is refused: infra/aws/local-pool.test.ts
it('a template may be small', () => {
  const file = fileURLToPath(new URL('../testing/small-template.yaml', import.meta.url));
  expect(readTemplateFile(file, {})).toMatchObject({
    hasDomain: false,
    mfa: false,
    client: {
      signOutUris: [],
      tokenLifetimes: { access: 3600, id: 3600, refresh: 2_592_000 },
      refreshTokenRotation: null,
      revocation: true,
    },
  });
});
