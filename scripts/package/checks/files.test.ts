import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../dev/runtime';
import { type Target, targets } from '../targets';
import { fakePackage, type Mistake, nativeFile } from '../testing/fake-package';
import {
  developmentMarks,
  foreignNativeFiles,
  leftovers,
  secretsIn,
  tooLarge,
  unexpectedFiles,
} from './files';

const linux: Target = { platform: 'linux', arch: 'x64' };
const env = { CSC_KEY_PASSWORD: 'correct horse battery' };
const root = '/home/me/project';

/** What all checks of files report for a package with this mistake. */
async function problemsOf(mistake: Mistake, target = linux): Promise<string[]> {
  const { app, remove } = await fakePackage(target, mistake);
  try {
    const checks = [unexpectedFiles, foreignNativeFiles, leftovers, tooLarge];
    return [...checks.flatMap((check) => check(app)), ...secretsIn(app, env, root)];
  } finally {
    remove();
  }
}

test.each(targets)('a correct package has no problem: $platform $arch', async (target) => {
  expect(await problemsOf({}, target)).toEqual([]);
});

const keytar = 'node_modules/keytar/prebuilds/linux-x64/keytar.node';
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'a'.repeat(40)}`;

test.each<[string, Mistake, RegExp[]]>([
  ['an extra file', { inArchive: { 'README.md': 'hello' } }, [/^README\.md is not in the list/]],
  [
    'the sources',
    { inArchive: { 'src/main/index.ts': '' } },
    [/^src\/main\/index\.ts is not in the list/],
  ],
  [
    'a second page script',
    { inArchive: { 'out/renderer/assets/index-11112222.js': '' } },
    [/: one is too many$/],
  ],
  ['no main process', { inArchive: { 'out/main/index.cjs': null } }, [/main.*is missing$/]],
  ['no keychain', { inArchive: { [keytar]: null } }, [/keytar\\\.node\$\/ is missing/]],
  [
    'a file beside the archive',
    { besideArchive: { 'node_modules/keytar/index.js': '' } },
    [/^node_modules\/keytar\/index\.js is not in the list/],
  ],
  [
    'a source map',
    { inArchive: { 'out/main/index.cjs.map': '{}' } },
    [/not in the list/, /is a source map/],
  ],
  [
    'a map inside the script',
    { inArchive: { 'out/main/index.cjs': '//# sourceMappingURL=data:application/json,e30=' } },
    [/contains or names a source map/],
  ],
  [
    'test code',
    { inArchive: { 'out/main/index.cjs': 'require("vitest")' } },
    [/contains test code/],
  ],
  [
    'the local pool',
    { inArchive: { 'out/main/index.cjs': 'get("/_local/inbox")' } },
    [/contains the local user pool/],
  ],
  [
    'the Chromium host',
    { inArchive: { 'out/preload/index.cjs': '"x.chromium-host.test"' } },
    [/contains the Chromium host/],
  ],
  [
    'the AWS commands',
    { inArchive: { 'out/main/index.cjs': '"CloudFormation"' } },
    [/contains the AWS commands/],
  ],
  [
    'another keychain module',
    {
      inArchive: {
        'node_modules/keytar/prebuilds/win32-x64/keytar.node': nativeFile({
          platform: 'win32',
          arch: 'x64',
        }),
      },
    },
    [/not in the list/, /is for win32-x64, not for linux-x64/],
  ],
  [
    'one of another processor under the right name',
    { inArchive: { [keytar]: nativeFile({ platform: 'linux', arch: 'arm64' }) } },
    [/is for linux-arm64, not for linux-x64/],
  ],
  ['one that is none', { inArchive: { [keytar]: 'not native' } }, [/is not native/]],
  [
    'native code in the archive',
    { inArchive: { 'out/main/index.cjs': nativeFile(linux) } },
    [/native and inside/],
  ],
  [
    'a private key',
    { inArchive: { 'out/main/index.cjs': '-----BEGIN EC PRIVATE KEY-----' } },
    [/contains a private key/],
  ],
  [
    'an AWS key',
    { inArchive: { 'out/main/index.cjs': `"AKIA${'A1'.repeat(8)}"` } },
    [/contains an AWS key/],
  ],
  ['a token', { inArchive: { 'out/main/index.cjs': `"${jwt}"` } }, [/contains a signed token/]],
  [
    'a value of the environment',
    { inArchive: { 'out/main/index.cjs': '"correct horse battery"' } },
    [/contains the value of CSC_KEY_PASSWORD/],
  ],
  [
    'the folder of the build',
    { inArchive: { 'out/main/index.cjs': '"/home/me/project/src"' } },
    [/contains the folder that it was built in/],
  ],
  [
    'too much of it',
    { inArchive: { 'out/main/index.cjs': 'x'.repeat(2_000_000) } },
    [/the limit is 2000000/],
  ],
])('%s is reported (SEC-65)', async (_, mistake, expected) => {
  const problems = await problemsOf(mistake);
  expect(problems).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) expect(problems[index]).toMatch(pattern);
});

test('no problem shows the secret', async () => {
  const problems = await problemsOf({
    inArchive: { 'out/main/index.cjs': 'correct horse battery' },
  });
  expect(problems.join()).not.toContain('horse');
});

test.each([
  ['test code', 'src/main/security/harden-app.test.ts'],
  ['the local user pool', 'infra/local/pages/inbox.ts'],
  ['the Chromium host', 'dev/chromium-host/src/session/schemes.ts'],
  ['the AWS commands', 'infra/aws/deploy/deploy.ts'],
] as const)('the word that marks %s is still in its source', (what, source) => {
  const text = readFileSync(path.join(projectRoot, source), 'utf8').toLowerCase();
  expect(text).toContain(developmentMarks[what]);
});
