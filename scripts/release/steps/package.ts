import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../run-command';
import { signingOf } from '../signing';
import type { Circumstances, Step } from '../step';

const flags: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: '--linux',
  darwin: '--mac',
  win32: '--win',
};

/** For a release the packages of this system; in a dry run the checked, unpacked app that they are made of. */
export const packages: Step = {
  name: 'package',
  what: 'the packages, signed with what there is',
  async run(circumstances) {
    const { platform, env, isDryRun, say } = circumstances;
    const flag = flags[platform];
    if (flag === undefined) throw new Error(`There are no packages for ${platform}.`);
    if (!isDryRun) return makePackages(circumstances, flag);
    for (const system of ['win32', 'darwin', 'linux'] as const) {
      const { says, args } = signingOf(system, env);
      const command = ['electron-builder', flags[system], '--publish', 'never', ...args].join(' ');
      say(`${system}: would run ${command}\n  ${says}`);
    }
    runCommand('npm', ['run', 'package:check']);
  },
};

/** electron-builder reads certificates and passwords from the environment; none is in its arguments. */
function makePackages({ platform, env, say }: Circumstances, flag: string): void {
  const { says, args } = signingOf(platform, env);
  say(says);
  const keys = mkdtempSync(path.join(env.RUNNER_TEMP ?? os.tmpdir(), 'release-keys-'));
  try {
    const command = ['node_modules/electron-builder/cli.js', flag, '--publish', 'never', ...args];
    runCommand(process.execPath, command, builderEnvironment(env, keys));
  } finally {
    rmSync(keys, { recursive: true, force: true });
  }
}

/**
 * The environment that electron-builder gets. A secret that a repository has not is an empty variable in its
 * workflow, which electron-builder takes for a certificate: such variables go. Apple's key has to be a file.
 *
 * @param keys a folder for that file, which the caller removes
 */
export function builderEnvironment(
  env: Circumstances['env'],
  keys: string,
): Readonly<Record<string, string | undefined>> {
  const { APPLE_API_KEY_P8, ...rest } = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ''),
  );
  const isSigned = rest.CSC_LINK !== undefined || rest.WIN_CSC_LINK !== undefined;
  // Else it would sign with whatever certificate it finds on this computer.
  const own = isSigned ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  if (APPLE_API_KEY_P8 === undefined) return { ...rest, ...own };
  const APPLE_API_KEY = path.join(keys, 'AuthKey.p8');
  writeFileSync(APPLE_API_KEY, APPLE_API_KEY_P8, { mode: 0o600 });
  return { ...rest, ...own, APPLE_API_KEY };
}
