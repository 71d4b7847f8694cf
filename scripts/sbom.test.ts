import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { identity } from '../src/shared/identity';
import { shippedBom } from './sbom';

test('SEC-70: the bill of materials lists what is shipped, bundled packages too, and no tool', async () => {
  const bom = await shippedBom();
  const names = bom.components.map((component) => component['bom-ref'].replace(/@[^@]*$/, ''));
  expect(names.sort()).toEqual([
    '@github/keytar',
    ...['builder-util-runtime', 'debug', 'electron', 'electron-updater', 'fs-extra', 'graceful-fs'],
    ...[
      'has-flag',
      'js-yaml',
      'jsonfile',
      'lazy-val',
      'lodash.escaperegexp',
      'lodash.isequal',
      'ms',
    ],
    ...[
      'node-addon-api',
      'oauth4webapi',
      'openid-client',
      'react',
      'react-dom',
      'sax',
      'scheduler',
    ],
    ...['semver', 'supports-color', 'universalify', 'zod'],
  ]);
  // electron-updater has one to itself, beside that of our tools.
  const { version } = createRequire(import.meta.url)(
    'electron-updater/node_modules/semver/package.json',
  ) as { version: string };
  expect(bom.components.map((component) => component['bom-ref'])).toContain(`semver@${version}`);
  expect(bom.metadata.component).toMatchObject({ name: identity.name, type: 'application' });
  for (const component of bom.components) {
    expect(component).toMatchObject({
      purl: expect.stringMatching(/^pkg:npm\//),
      scope: 'required',
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      licenses: [expect.anything()],
    });
  }
  const refs = new Set([bom.metadata.component, ...bom.components].map((one) => one['bom-ref']));
  const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
  expect(named.filter((ref) => !refs.has(ref))).toEqual([]);
});
