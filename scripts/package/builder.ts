import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { projectRoot } from '../runtime';
import { writeStandIn } from './stand-in';
import { nameOf, type PackagePlatform, type Target, targets } from './targets';

/**
 * Runs electron-builder up to the unpacked package, in a process of its own: it writes to the console, and
 * takes certificates from the environment.
 *
 * `builder.ts OUTPUT ELECTRON TARGET…`: ELECTRON is `electron` or `stand-in`; a TARGET is `linux-x64`. The menu
 * entries that AppImage, deb and rpm would have go to `OUTPUT/menu-entries.json`: the programs that write these
 * packages are downloads that can't be had everywhere.
 */
const platforms: Readonly<Record<PackagePlatform, Platform>> = {
  linux: Platform.LINUX,
  darwin: Platform.MAC,
  win32: Platform.WINDOWS,
};

const [output = '', electron, ...names] = process.argv.slice(2);
const wanted = targets.filter((target) => names.includes(nameOf(target)));
const distributions = mkdtempSync(path.join(os.tmpdir(), 'app-'));
const menuEntries: string[] = [];

try {
  await build({
    projectDir: projectRoot,
    targets: new Map(
      wanted.map(({ platform }) => [
        platforms[platform],
        new Map(
          wanted
            .filter((target) => target.platform === platform)
            .map(({ arch }) => [
              Arch[arch],
              platform === 'linux' ? ['AppImage', 'deb', 'rpm'] : ['dir'],
            ]),
        ),
      ]),
    ),
    publish: 'never',
    // A target asks this before it writes anything; `true` says that this was all that is wanted.
    effectiveOptionComputed: async (options: { desktop: string } | [unknown, string]) => {
      menuEntries.push(Array.isArray(options) ? readFileSync(options[1], 'utf8') : options.desktop);
      return true;
    },
    config: {
      directories: { output },
      concurrency: { jobs: 2 },
      // The check looks at what is signed, not at signatures.
      mac: { identity: null },
      ...(electron === 'stand-in' && { electronDist: standIn as never }),
    },
  });
  if (menuEntries.length > 0)
    writeFileSync(path.join(output, 'menu-entries.json'), JSON.stringify(menuEntries));
} finally {
  rmSync(distributions, { recursive: true, force: true });
}

/** electron-builder's hook: where the distribution for this package is. */
function standIn({ platformName, arch }: { platformName: PackagePlatform; arch: Target['arch'] }) {
  const folder = path.join(distributions, `${platformName}-${arch}`);
  writeStandIn({ platform: platformName, arch }, folder);
  return folder;
}
