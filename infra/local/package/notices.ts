import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The licences of the packages that went into the bundles: each asks for its text to stay with its code.
 * @throws Error for a package without a licence file
 */
export function thirdPartyNotices(root: string, bundles: readonly Metafile[]): string {
  const inputs = bundles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const names = inputs.flatMap(
    (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  );
  return [...new Set(names)]
    .sort()
    .map((name) => `${name}\n\n${licenceOf(path.join(root, 'node_modules', name))}`)
    .join(`\n${'-'.repeat(79)}\n\n`);
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (!file) throw new Error(`${folder} has no licence file, so it may not be bundled.`);
  return readFileSync(path.join(folder, file), 'utf8').trim().concat('\n');
}
