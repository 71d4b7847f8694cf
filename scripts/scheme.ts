import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { launchArguments } from '../src/main/shell/deep-links/registration';
import { identity } from '../src/shared/identity';
import { electronBinary, findRuntime, projectRoot, runtimeSwitches } from './runtime';
import { registerOnLinux, unregisterOnLinux } from './scheme/linux';
import { registerOnWindows, unregisterOnWindows } from './scheme/windows';

/**
 * `npm run scheme:register`, `npm run scheme:unregister`: whether this computer opens links of the app's scheme
 * with the app as it stands in this folder. An installer does it for an installed app; from source nobody
 * does, unless asked here.
 */
const scheme = identity.redirectScheme;
const folder = path.resolve(projectRoot);
const undo = 'Undo it with: npm run scheme:unregister';

function register(): string {
  switch (process.platform) {
    case 'linux':
      return `Links with ${scheme}: open ${identity.productName} from ${folder} now, by ${registerOnLinux(runtime())}\n${undo}`;
    case 'win32': {
      const electron = electronBinary();
      if (electron === null) throw new Error('Electron’s binary is not installed.');
      for (const args of registerOnWindows([electron, ...launchArguments(folder)])) reg(args);
      return `Links with ${scheme}: open ${identity.productName} from ${folder} now.\n${undo}`;
    }
    default:
      throw new Error('macOS knows the schemes of packaged apps alone: npm run package');
  }
}

function unregister(): string {
  switch (process.platform) {
    case 'linux':
      return unregisterOnLinux()
        ? `Links with ${scheme}: no longer lead here.`
        : 'There was nothing.';
    case 'win32':
      reg(unregisterOnWindows);
      return `Links with ${scheme}: no longer lead here.`;
    default:
      return 'There was nothing.';
  }
}

/** What `npm start` starts. */
function runtime(): string[] {
  const { name, executablePath } = findRuntime();
  const program = name === 'electron' ? [executablePath] : [process.execPath, executablePath];
  return [...program, ...runtimeSwitches(), folder];
}

function reg(args: readonly string[]): void {
  const { status } = spawnSync('reg', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`reg ${args[0]} failed.`);
}

try {
  const [wanted] = process.argv.slice(2);
  if (wanted !== 'register' && wanted !== 'unregister') {
    throw new Error('Usage: npm run scheme:register, or npm run scheme:unregister');
  }
  console.log(wanted === 'register' ? register() : unregister());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
