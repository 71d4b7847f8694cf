import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { identity } from '../../src/shared/identity';

/** The names of another app. Those of this one are nowhere in its code. */
const renamed: readonly (readonly [from: string, to: string])[] = [
  [identity.appId, 'com.acme.notes'],
  [identity.name, 'acme-notes'],
  [identity.productName, 'Acme Notes'],
  ...identity.loopbackRedirectUris.map((uri) => {
    const { port } = new URL(uri);
    return [port, String(Number(port) + 1_000)] as const;
  }),
];

/** A copy of the project with another identity. */
let copy = '';

const notCopied = ['.git', 'node_modules', 'out', 'cognito.config.json'];
/** Texts about this project: an adopter writes others. */
const texts = /(^|\/)(docs|CHANGELOG\.md|README\.md|SECURITY\.md|LICENSE)(\/|$)/;

/**
 * Not those of `npm run aws:deploy`, which take a minute: the template's own test reads its names. Nor that of
 * the bill of materials: the build tells bundled packages by their path, which is elsewhere behind a link.
 */
const unitTests =
  /^(src|scripts|infra.local|infra.aws.template)\b(?!.*(sbom|\.integration)\.test).*\.test\.tsx?$/;

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'renamed-'));
  for (const name of readdirSync(projectRoot).filter((each) => !notCopied.includes(each))) {
    cpSync(path.join(projectRoot, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  const file = path.join(copy, 'src/shared/identity.ts');
  writeFileSync(file, renamed.reduce(rename, readFileSync(file, 'utf8')));
  run('npm', 'run', 'docs');
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the code has no name of the app but in identity.ts', () => {
  const names = renamed.map(([from]) => from);
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => !name.startsWith('node_modules') && !texts.test(name))
    .filter((name) => statSync(path.join(copy, name)).isFile());
  expect(files).toContain('src/shared/identity.ts');
  const found = files.filter((name) => {
    const text = readFileSync(path.join(copy, name), 'utf8');
    return names.some((each) => text.includes(each));
  });
  expect(
    found,
    'Take the name from src/shared/identity.ts, or add the file to identityFiles.',
  ).toEqual([]);
});

test('it is built and signs in', () => {
  run('npx', 'playwright', 'test', 'tests/e2e/sign-in.spec.ts', '-g', '"signs in, is remembered"');
  const page = readFileSync(path.join(copy, 'out/renderer/index.html'), 'utf8');
  expect(page).toContain('<title>Acme Notes</title>');
}, 120_000);

test('its unit tests about names pass', () => {
  const about = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      unitTests.test(name) &&
      /shared\/identity'|identity-files'/.test(readFileSync(path.join(copy, name), 'utf8')),
  );
  expect(about.length).toBeGreaterThan(10);
  run('npx', 'vitest', 'run', '--project', 'unit', ...about);
}, 120_000);

function rename(text: string, [from, to]: readonly [string, string]): string {
  expect(text).toContain(from);
  return text.replaceAll(from, to);
}

/** Runs a command in the copy; fails the test with its output when the command fails. */
function run(...command: readonly string[]): void {
  // This test's own runner must not be taken for theirs.
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command.join(' '), {
    cwd: copy,
    env,
    shell: true, // npm and npx are no programs on Windows
    encoding: 'utf8',
  });
  expect(status, `${command.join(' ')}\n${stdout}${stderr}`).toBe(0);
}
