import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { electronBinary, findRuntime, projectRoot, runtimeSwitches } from '../dev/runtime';
import { launchArguments } from '../src/main/flows/private-scheme/scheme-registration';
import { identity } from '../src/shared/identity';
import { registerOnLinux, unregisterOnLinux } from './scheme/linux';
import { registerOnWindows, unregisterOnWindows } from './scheme/windows';

/**
 * `npm run scheme -- register|unregister`: whether this computer opens links of the app's scheme with the app in
 * this folder. An installer registers the scheme for an installed app; for an app run from source, this command does.
 */
const links = `Links with ${identity.redirectScheme}:`;
const folder = path.resolve(projectRoot);

function register(): string {
  let where = '';
  if (process.platform === 'linux') {
    // The command that `npm start` runs.
    const { name, executablePath } = findRuntime();
    const program = name === 'electron' ? [executablePath] : [process.execPath, executablePath];
    where = ` (${registerOnLinux([...program, ...runtimeSwitches(), folder])})`;
  } else if (process.platform === 'win32') {
    const electron = electronBinary();
    if (electron === null) throw new Error('Electron’s binary is not installed.');
    for (const args of registerOnWindows([electron, ...launchArguments(folder)])) reg(args);
  } else {
    throw new Error('macOS knows only the schemes of packaged apps: npm run package');
  }
  return `${links} now open ${identity.productName} from ${folder}${where}.\nUndo: npm run scheme -- unregister`;
}

function unregister(): string {
  if (process.platform === 'win32') reg(unregisterOnWindows);
  else if (process.platform !== 'linux' || !unregisterOnLinux()) return 'Nothing was registered.';
  return `${links} no longer open this app.`;
}

function reg(args: readonly string[]): void {
  const { status } = spawnSync('reg', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`reg ${args[0]} failed.`);
}

try {
  const [wanted] = process.argv.slice(2);
  if (wanted !== 'register' && wanted !== 'unregister') {
    throw new Error('Usage: npm run scheme -- register|unregister');
  }
  console.log(wanted === 'register' ? register() : unregister());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
