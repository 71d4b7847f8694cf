import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../runtime';
import { nameOf, type Target, targets } from '../targets';
import { fakePackage, type Mistake, nativeFile } from '../testing/fake-package';
import { unexpectedContents } from './contents';
import { developmentMarks, leftovers } from './leftovers';
import { foreignNativeFiles } from './native';
import { secretsIn } from './secrets';
import { tooLarge } from './size';

const linux: Target = { platform: 'linux', arch: 'x64' };
const surroundings = {
  env: { CSC_KEY_PASSWORD: 'correct horse battery' },
  root: '/home/me/project',
};

/** What all checks of files say of a package with this mistake. */
async function problemsOf(mistake: Mistake, target = linux): Promise<string[]> {
  const { app, remove } = await fakePackage(target, mistake);
  try {
    const checks = [unexpectedContents, foreignNativeFiles, leftovers, tooLarge];
    return [...checks.flatMap((check) => check(app)), ...secretsIn(app, surroundings)];
  } finally {
    remove();
  }
}

test.each(targets)('a package as it should be has no problem: $platform $arch', async (target) => {
  expect(await problemsOf({}, target)).toEqual([]);
});

const keytar = 'node_modules/keytar/prebuilds/linux-x64/keytar.node';
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'a'.repeat(40)}`;

test.each<[string, Mistake, RegExp[]]>([
  ['an extra file', { inArchive: { 'README.md': 'hello' } }, [/^README\.md is on no list/]],
  ['the sources', { inArchive: { 'src/main/index.ts': '' } }, [/^src\/main\/index\.ts is on no/]],
  [
    'a second page script',
    { inArchive: { 'out/renderer/assets/index-11112222.js': '' } },
    [/^one of .* is too many/],
  ],
  [
    'no main process',
    { inArchive: { 'out/main/index.cjs': null } },
    [/main.*is missing \(the main process/],
  ],
  ['no keychain', { inArchive: { [keytar]: null } }, [/keytar\\\.node\$\/ is missing/]],
  [
    'a file beside the archive',
    { besideArchive: { 'node_modules/keytar/index.js': '' } },
    [/^node_modules\/keytar\/index\.js is on no list/],
  ],
  [
    'a source map',
    { inArchive: { 'out/main/index.cjs.map': '{}' } },
    [/on no list/, /is a source map/],
  ],
  [
    'a map inside the script',
    { inArchive: { 'out/main/index.cjs': '//# sourceMappingURL=data:application/json,e30=' } },
    [/has or names a source map/],
  ],
  ['test code', { inArchive: { 'out/main/index.cjs': 'require("vitest")' } }, [/holds test code/]],
  [
    'the local pool',
    { inArchive: { 'out/main/index.cjs': 'get("/_local/inbox")' } },
    [/holds the local user pool/],
  ],
  [
    'the Chromium host',
    { inArchive: { 'out/preload/index.cjs': '"x.chromium-host.test"' } },
    [/holds the Chromium host/],
  ],
  [
    'the AWS commands',
    { inArchive: { 'out/main/index.cjs': '"CloudFormation"' } },
    [/holds the AWS commands/],
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
    [/on no list/, /is for win32-x64, not for linux-x64/],
  ],
  [
    'one of another processor under the right name',
    { inArchive: { [keytar]: nativeFile({ platform: 'linux', arch: 'arm64' }) } },
    [/is for linux-arm64, not for linux-x64/],
  ],
  ['one that is none', { inArchive: { [keytar]: 'not native' } }, [/is no native file/]],
  [
    'native code in the archive',
    { inArchive: { 'out/main/index.cjs': nativeFile(linux) } },
    [/native and stands inside/],
  ],
  [
    'a private key',
    { inArchive: { 'out/main/index.cjs': '-----BEGIN EC PRIVATE KEY-----' } },
    [/holds a private key/],
  ],
  [
    'a key of AWS',
    { inArchive: { 'out/main/index.cjs': `"AKIA${'A1'.repeat(8)}"` } },
    [/holds a key of AWS/],
  ],
  ['a token', { inArchive: { 'out/main/index.cjs': `"${jwt}"` } }, [/holds a signed token/]],
  [
    'a value of the environment',
    { inArchive: { 'out/main/index.cjs': '"correct horse battery"' } },
    [/holds the value of CSC_KEY_PASSWORD/],
  ],
  [
    'the folder of the build',
    { inArchive: { 'out/main/index.cjs': '"/home/me/project/src"' } },
    [/names the folder that it was built in/],
  ],
  [
    'too much of it',
    { inArchive: { 'out/main/index.cjs': 'x'.repeat(2_000_000) } },
    [/may be no more than 2000000/],
  ],
])('%s is noticed', async (_, mistake, expected) => {
  const problems = await problemsOf(mistake);
  expect(problems).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) expect(problems[index]).toMatch(pattern);
});

test('no secret is told with the problem', async () => {
  const problems = await problemsOf({
    inArchive: { 'out/main/index.cjs': 'correct horse battery' },
  });
  expect(problems.join()).not.toContain('horse');
});

test('the marks of what must not be shipped still stand in their sources', () => {
  for (const { mark, source } of developmentMarks) {
    const text = readFileSync(path.join(projectRoot, source), 'utf8').toLowerCase();
    expect(text, source).toContain(mark);
  }
});

test('keytar’s own binaries are told apart by their headers', () => {
  for (const target of targets) {
    const file = path.join(
      projectRoot,
      `node_modules/keytar/prebuilds/${nameOf(target)}/keytar.node`,
    );
    const { app } = {
      app: {
        target,
        files: [
          {
            name: 'keytar.node',
            size: 0,
            isUnpacked: true,
            isListed: true,
            content: () => readFileSync(file),
          },
        ],
      },
    };
    expect(foreignNativeFiles(app as never), nameOf(target)).toEqual([]);
  }
});
