import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import boundaries from '../../boundaries.json';
import { projectRoot } from '../../dev/runtime';

/** A file in each folder that has a rule, an import that the rule forbids, and one that it allows. */
const imports: readonly (readonly [file: string, forbidden: readonly string[], allowed: string])[] =
  [
    ['src/shared/a.ts', ['../main/auth/ports', '../../infra/local/index'], './problem'],
    ['src/preload/a.ts', ['../main/ipc/commands', '@repo/aws/testing/a'], '../shared/api'],
    ['src/renderer/a.ts', ['../main/config', '../../tests/support/eventually'], '../shared/api'],
    ['src/main/a.ts', ['../../dev/runtime', '@repo/local-user-pool'], './ipc/commands'],
    ['src/main/util/a.ts', ['../auth/ports', 'electron', 'node:fs/promises'], './clock'],
    ['src/main/problems/a.ts', ['../config/types', 'node:fs'], '../util/clock'],
    ['src/main/config/a.ts', ['../auth/ports', '../create-sign-in'], '../problems/app-error'],
    ['src/main/auth/a.ts', ['../flows/system-browser', 'electron', 'node:fs'], '../config/types'],
    ['src/main/auth/tokens/a.ts', ['../../storage/open-secret-store', 'electron'], '../ports'],
    ['src/main/api/a.ts', ['../ipc/commands', '../window/focus'], '../auth/ports'],
    ['src/main/storage/keychain/a.ts', ['../../flows/system-browser'], '../../auth/ports'],
    ['src/main/platform/a.ts', ['../flows/private-scheme/deep-links'], '../util/clock'],
    ['src/main/security/a.ts', ['../auth/ports', '../window/focus'], '../../shared/identity'],
    ['src/main/updates/a.ts', ['../window/focus', '../flows/system-browser'], '../auth/ports'],
    ['src/main/window/a.ts', ['../flows/system-browser', '../index'], '../security/permissions'],
    ['src/main/flows/loopback/a.ts', ['../private-scheme/deep-links'], '../system-browser'],
    ['src/main/flows/private-scheme/a.ts', ['../loopback/listen'], '../system-browser'],
    ['src/main/flows/embedded-window/a.ts', ['../loopback/listen'], '../../window/focus'],
    ['src/main/ipc/a.ts', ['../storage/files/atomic-file', '../index'], '../updates/updates'],
    ['infra/local/a.ts', ['../../src/shared/identity', '../../tests/support/x'], './index'],
    ['infra/cloudformation/a.ts', ['../../src/main/config'], './parse'],
    ['dev/chromium-host/src/a.ts', ['../../../src/main/index'], './main'],
    ['infra/aws/a.ts', ['../../dev/runtime', '../../src/main/auth/ports'], '../../src/main/config'],
    ['dev/a.ts', ['../tests/support/eventually'], './runtime'],
    ['scripts/a.ts', ['../tests/support/eventually'], '../dev/runtime'],
  ];

test('each boundary forbids what is above it, and nothing else', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
  try {
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    write('biome.json', JSON.stringify({ ...boundaries, $schema: undefined }));
    for (const [file, forbidden, allowed] of imports) {
      write(file, [...forbidden, allowed].map((from) => `import '${from}';\n`).join(''));
    }
    const biome = path.join(projectRoot, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
    const found = [...stdout.matchAll(/noRestrictedImports[^\n]*?file=([^,]*),line=(\d+)/g)].map(
      ([, file = '', line]) => `${path.relative(folder, file)}:${line}`,
    );
    const expected = imports.flatMap(([file, forbidden]) =>
      forbidden.map((_, index) => `${file}:${index + 1}`),
    );
    expect(found.sort()).toEqual(expected.sort());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every boundary has an example here', () => {
  const covered = (glob: string) => {
    const start = glob.replace(/\*.*$/, '');
    return imports.some(([file]) => file.startsWith(start));
  };
  const globs = boundaries.overrides.flatMap(({ includes }) =>
    includes.filter((glob) => !glob.startsWith('!')),
  );
  expect(globs.filter((glob) => !covered(glob) && glob !== 'build/**')).toEqual([]);
});

test('the project uses the boundaries', () => {
  const settings = JSON.parse(readFileSync(path.join(projectRoot, 'biome.json'), 'utf8'));
  expect(settings.extends).toContain('./boundaries.json');
});
