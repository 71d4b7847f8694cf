import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
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

const { allowScripts } = JSON.parse(read('package.json')) as {
  allowScripts: Readonly<Record<string, boolean>>;
};
const lock = JSON.parse(read('package-lock.json')) as Lockfile;

/** The project's own folder, which is '', and its workspaces. */
const folders = Object.keys(lock.packages).filter((name) => !name.includes('node_modules/'));
const installed = Object.entries(lock.packages).filter(([name]) => !folders.includes(name));
const locked = installed.filter(([, { link }]) => !link);
/** Links in `node_modules` to the workspaces. */
const links = installed.filter(([, { link }]) => link);
/** What the `package.json` files ask for. */
const wanted = folders.flatMap((folder) => {
  const { dependencies, devDependencies } = JSON.parse(
    read(path.join(folder, 'package.json')),
  ) as Package;
  return Object.entries({ ...dependencies, ...devDependencies });
});

it('SEC-70: every version is exact', () => {
  expect(['', ...links.map(([, { resolved }]) => resolved)].sort()).toEqual([...folders].sort());
  const loose = wanted.filter(
    ([, version]) => !/^(npm:@github\/keytar@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

it('SEC-70: every workspace has the same version of a package', () => {
  const versions = Object.fromEntries(wanted);
  expect(wanted.filter(([name, version]) => versions[name] !== version)).toEqual([]);
});

it('SEC-70: every package in the lockfile has its checksum', () => {
  expect(locked.length).toBeGreaterThan(300);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
});

it('SEC-70: every package that runs something at its installation is decided on', () => {
  const running = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([name]) => name.split('node_modules/').at(-1));
  const decided = Object.keys(allowScripts).map((name) =>
    name === '@github/keytar' ? 'keytar' : name,
  );
  expect(running.filter((name) => !decided.includes(name ?? ''))).toEqual([]);
});

it('SEC-70: every package of ours has its reason in docs/dependencies.md', () => {
  const page = read('docs/dependencies.md');
  const ours = links.map(([name]) => name.replace('node_modules/', ''));
  const names = wanted.map(([name]) => name).filter((name) => !ours.includes(name));
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
