import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { buildIfNeeded } from '../../dev/build';
import { identity } from '../../src/shared/identity';
import { shippedBom } from './sbom';

test('SEC-70: the bill of materials lists what is shipped, bundled packages too, and no tool', () => {
  buildIfNeeded();
  const bom = shippedBom();
  const refs = bom.components.map((component) => component['bom-ref']);
  expect(refs.map((ref) => ref.replace(/@[^@]*$/, '')).sort()).toEqual(
    (
      '@github/keytar builder-util-runtime debug electron electron-updater fs-extra graceful-fs has-flag js-yaml ' +
      'json5 jsonc-parser jsonfile lazy-val lodash.escaperegexp lodash.isequal ms oauth4webapi openid-client react react-dom sax ' +
      'scheduler semver supports-color universalify zod'
    ).split(' '),
  );
  // electron-updater has its own copy, beside that of the tools.
  const { version } = createRequire(import.meta.url)(
    'electron-updater/node_modules/semver/package.json',
  ) as { version: string };
  expect(refs).toContain(`semver@${version}`);
  expect(bom.metadata.component).toMatchObject({
    'bom-ref': expect.stringContaining(`${identity.name}@`),
    type: 'application',
  });
  for (const component of bom.components) {
    expect(component).toMatchObject({
      purl: expect.stringMatching(/^pkg:npm\//),
      scope: 'required',
      properties: [],
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      licenses: [expect.anything()],
    });
  }
  const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
  const known = [bom.metadata.component['bom-ref'], ...refs];
  expect(named.filter((ref) => !known.includes(ref))).toEqual([]);
});
