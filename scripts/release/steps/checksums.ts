import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identity } from '../../../src/shared/identity';
import { isAsset, missingKinds, renamedByGitHub } from '../assets';
import { checksumsFile, checksumsOf } from '../checksums';
import { emptied, packagesFolder, readWrittenBy, releaseFolder, sbomFile } from '../places';
import type { Step } from '../step';

/** Gathers the files of the release, and lists them with their checksums. */
export const checksums: Step = {
  name: 'checksums',
  what: `the files of the release, and their ${checksumsFile}`,
  async run({ version, isDryRun, say }) {
    const bom = readWrittenBy('sbom', sbomFile);
    const all = existsSync(packagesFolder) ? readdirSync(packagesFolder) : [];
    const assets = all.filter(isAsset);
    const missing = missingKinds(assets);
    if (missing.length > 0) {
      const message = `There is no package of these kinds: ${missing.join(', ')}.`;
      if (!isDryRun) throw new Error(`${message} A release has all; see the step package.`);
      say(`${message} The workflow makes them, each on its own system.`);
    }
    const renamed = renamedByGitHub(assets);
    if (renamed.length > 0) {
      const names = renamed.join(', ');
      throw new Error(`GitHub would rename ${names}: set artifactName in electron-builder.yml.`);
    }
    emptied(releaseFolder);
    for (const name of assets) {
      copyFileSync(path.join(packagesFolder, name), path.join(releaseFolder, name));
    }
    writeFileSync(path.join(releaseFolder, `${identity.name}-${version}.cdx.json`), bom);
    const sums = checksumsOf(releaseFolder);
    writeFileSync(path.join(releaseFolder, checksumsFile), sums);
    say(sums.trimEnd());
  },
};
