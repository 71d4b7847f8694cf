import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyElectron } from './electron-with-archive';
import { writeFakeElectron } from './fake-electron';

const root = mkdtempSync(path.join(tmpdir(), 'copy-'));
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['linux', 'electron', 'resources'],
  ['win32', 'electron.exe', 'resources'],
  ['darwin', 'Electron.app/Contents/MacOS/Electron', 'Electron.app/Contents/Resources'],
] as const)(
  'puts the archive where Electron looks for it on %s',
  (platform, program, resources) => {
    const [dist, folder] = [path.join(root, platform), path.join(root, `${platform}-copy`)];
    const archive = path.join(root, 'app.asar');
    writeFakeElectron({ platform, arch: 'x64' }, dist);
    mkdirSync(`${archive}.unpacked`, { recursive: true });
    writeFileSync(archive, 'archive');
    writeFileSync(path.join(`${archive}.unpacked`, 'keytar.node'), 'native');
    const executable = copyElectron({ dist, program, platform, archive, folder });
    expect(existsSync(executable)).toBe(true);
    const target = path.join(folder, resources, 'app.asar');
    expect(readFileSync(target, 'utf8')).toBe('archive');
    expect(readFileSync(path.join(`${target}.unpacked`, 'keytar.node'), 'utf8')).toBe('native');
  },
);
