import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { output } from '../../package/pack';
import { layoutOf, nameOf, packableOn } from '../../package/targets';
import { sha256 } from '../checksums';
import { runCommand } from '../run-command';
import { signingOf } from '../signing';
import type { Circumstances, Step } from '../step';

const platforms: readonly NodeJS.Platform[] = ['win32', 'darwin', 'linux'];

/** For a release the packages of this system; in a dry run the checked, unpacked app that they are made of. */
export const packages: Step = {
  name: 'package',
  what: 'the packages, signed with what there is',
  async run(circumstances) {
    const { platform, env, isDryRun, say } = circumstances;
    if (!platforms.includes(platform)) throw new Error(`There are no packages for ${platform}.`);
    if (!isDryRun) return makePackages(circumstances);
    for (const system of platforms) {
      const { says, config } = signingOf(system, env);
      say(`${system}: would add ${JSON.stringify(config)} to electron-builder.yml.\n  ${says}`);
    }
    runCommand('npm', ['run', 'package:check']);
    say('The archives that were packed, the same bytes each time:');
    for (const target of packableOn(platform)) {
      say(`${sha256(layoutOf(target, output).asar)}  ${nameOf(target)}`);
    }
  },
};

/** electron-builder reads certificates and passwords from the environment; none is in its arguments. */
function makePackages({ platform, env, say }: Circumstances): void {
  const { says, config } = signingOf(platform, env);
  say(says);
  const keys = mkdtempSync(path.join(env.RUNNER_TEMP || os.tmpdir(), 'release-keys-'));
  try {
    const script = ['--import', 'tsx', 'scripts/release/make-packages.ts', JSON.stringify(config)];
    runCommand(process.execPath, script, builderEnvironment(env, keys));
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
