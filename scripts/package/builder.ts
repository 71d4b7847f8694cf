import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { projectRoot } from '../../dev/runtime';
import { writeFakeElectron } from './fake-electron';
import { hasElectron, output } from './pack';
import { nameOf, packable, type Target } from './targets';

/**
 * Runs electron-builder up to the unpacked packages. It runs in its own process, since it writes to the console.
 * The menu entries of AppImage, deb and rpm go to `menu-entries.json`: the programs that make these packages are
 * downloads, which not every machine can reach.
 */
const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };
const kinds = { linux: ['AppImage', 'deb', 'rpm'], darwin: ['dir'], win32: ['dir'] };
const wanted = new Map<Platform, Map<Arch, string[]>>();
for (const { platform, arch } of packable) {
  const archs = wanted.get(platforms[platform]) ?? new Map<Arch, string[]>();
  wanted.set(platforms[platform], archs.set(Arch[arch], kinds[platform]));
}

const fakes = mkdtempSync(path.join(os.tmpdir(), 'packages-'));
const menuEntries: string[] = [];
try {
  await build({
    projectDir: projectRoot,
    targets: wanted,
    publish: 'never',
    // A Linux package asks this before anything is written; `true` ends it there.
    effectiveOptionComputed: async (options: { desktop: string } | [unknown, string]) => {
      menuEntries.push(Array.isArray(options) ? readFileSync(options[1], 'utf8') : options.desktop);
      return true;
    },
    config: {
      directories: { output },
      concurrency: { jobs: 2 },
      // The check reads what would be signed, not signatures.
      mac: { identity: null },
      electronDist: electronFor as never,
    },
  });
  writeFileSync(path.join(output, 'menu-entries.json'), JSON.stringify(menuEntries));
} finally {
  rmSync(fakes, { recursive: true, force: true });
}

/** electron-builder's hook: the folder of the distribution; `null` for Electron's own. */
function electronFor(context: { platformName: Target['platform']; arch: Target['arch'] }) {
  const { platformName: platform, arch } = context;
  const target = packable.find((one) => one.platform === platform && one.arch === arch);
  if (target === undefined || hasElectron(target)) return null;
  const folder = path.join(fakes, nameOf(target));
  writeFakeElectron(target, folder);
  return folder;
}
