import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<
    Record<
      string,
      { integrity?: string; resolved?: string; hasInstallScript?: boolean; link?: boolean }
    >
  >;
}

const project = JSON.parse(read('package.json')) as Package;
const lock = JSON.parse(read('package-lock.json')) as Lockfile;
const locked = Object.entries(lock.packages).filter(([name]) => name !== '');

it('SEC-70: every version is exact', () => {
  const wanted = Object.entries({ ...project.dependencies, ...project.devDependencies });
  const loose = wanted.filter(
    ([, version]) => !/^(npm:@github\/keytar@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

it('SEC-70: every package in the lockfile has its checksum', () => {
  expect(locked.length).toBeGreaterThan(300);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
});

it('SEC-70: every package that runs something at its installation is decided on', () => {
  const running = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([name]) => name.split('node_modules/').at(-1));
  const decided = Object.keys(project.allowScripts).map((name) =>
    name === '@github/keytar' ? 'keytar' : name,
  );
  expect(running.filter((name) => !decided.includes(name ?? ''))).toEqual([]);
});

it('SEC-70: every package of ours has its reason in docs/dependencies.md', () => {
  const page = read('docs/dependencies.md');
  const wanted = Object.keys({ ...project.dependencies, ...project.devDependencies });
  expect(wanted.filter((name) => !page.includes(`\`${name}\``) && !page.includes(name))).toEqual(
    [],
  );
});
