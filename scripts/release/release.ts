import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../dev/runtime';
import { parseFile } from '../../src/main/config/json-text';
import { identity } from '../../src/shared/identity';
import { gatherFiles, sha256, writeChecksums } from './files';
import { problemsBeforeRelease, releaseNotes } from './readiness';
import { shippedBom } from './sbom';
import { signFeeds } from './sign-feeds';

/** What a step knows. */
interface Release {
  readonly version: string;
  /** `null` in a dry run before there is a tag. */
  readonly tag: string | null;
  /** On a developer's machine: reports what a release would fail for. */
  readonly isDryRun: boolean;
}

const inProject = (name: string) => path.join(projectRoot, name);
const read = (name: string) => readFileSync(inProject(name), 'utf8');
const packages = inProject('out/packages');
const npm = (args: string) =>
  execSync(`npm --silent ${args}`, { cwd: projectRoot, stdio: 'inherit' });

/** In their order. Each prints what it did, and throws an Error when the release must stop. */
const steps = { check, reproducible, package: checkPackages, feeds, files, notes };
type StepName = keyof typeof steps;

/** Checks that tag, version, lockfile and changelog agree. */
function check({ version, tag, isDryRun }: Release): void {
  const { version: lockedVersion } = JSON.parse(read('package-lock.json')) as { version: string };
  const changelog = read('CHANGELOG.md');
  const problems = problemsBeforeRelease({ version, lockedVersion, tag, changelog });
  if (problems.length > 0 && !isDryRun) throw new Error(problems.join('\n'));
  if (problems.length > 0) console.log(['To do before the release:', ...problems].join('\n  '));
  else console.log(`${tag} can be released.`);
}

/** Builds twice, and compares the bytes. */
function reproducible(): void {
  const [first, second] = [builtFiles(), builtFiles()];
  if (first !== second) throw new Error(`Two builds differ:\n${first}and\n${second}`);
  console.log(`${first}Both builds gave these checksums.`);
}

/** The checksum of every file of a fresh build, in the format of `sha256sum`. */
function builtFiles(): string {
  npm('run build -- --logLevel=error');
  return ['out/main', 'out/preload', 'out/renderer']
    .flatMap((folder) =>
      readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name))),
    )
    .sort()
    .map((name) => `${sha256(inProject(name))}  ${name}\n`)
    .join('');
}

/** Packs the app for every system without making installers, and inspects it. */
function checkPackages(): void {
  npm('run package:check');
}

/** Signs the update feeds. */
async function feeds({ version, isDryRun }: Release): Promise<void> {
  const file = inProject('cognito.config.json');
  const config = existsSync(file) ? parseFile(readFileSync(file)) : {};
  const { updateKeys = [] } = config as { updateKeys?: readonly string[] };
  const report = await signFeeds(packages, { version, updateKeys, isDryRun, env: process.env });
  console.log(report.join('\n'));
}

/** Gathers the files of the release in out/release/, with the bill of materials and `SHA256SUMS`. */
function files({ version, isDryRun }: Release): void {
  const folder = inProject('out/release');
  mkdirSync(packages, { recursive: true });
  const missing = gatherFiles(packages, folder);
  const problem = `Missing packages: ${missing.join(', ')}. Each system makes its own.`;
  if (missing.length > 0 && !isDryRun) throw new Error(problem);
  const bom = `${JSON.stringify(shippedBom(), null, 2)}\n`;
  writeFileSync(path.join(folder, `${identity.name}-${version}.cdx.json`), bom);
  console.log(`${writeChecksums(folder)}${missing.length > 0 ? problem : 'Nothing is missing.'}`);
}

/** Writes the release notes to out/release-notes.md. */
function notes({ version }: Release): void {
  const repository = process.env.GITHUB_REPOSITORY ?? 'OWNER/NAME';
  const text = releaseNotes(read('CHANGELOG.md'), version, repository);
  mkdirSync(inProject('out'), { recursive: true });
  writeFileSync(inProject('out/release-notes.md'), text);
  console.log(text.trimEnd());
}

/**
 * `npm run release:dry-run [-- STEP…]` runs all steps, or the named ones, without secrets.
 * `npx tsx scripts/release/release.ts STEP… [--tag TAG]` runs the same steps in the release workflow.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, tag: { type: 'string' } },
  });
  const names = Object.keys(steps);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`Unknown step ${unknown.join(', ')}. The steps are ${names.join(', ')}.`);
  }
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const release = { version, tag: values.tag ?? null, isDryRun: values['dry-run'] };
  for (const name of (positionals.length > 0 ? positionals : names) as StepName[]) {
    console.log(`\n── ${name} ──`);
    await steps[name](release);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
