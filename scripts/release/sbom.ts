import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../dev/runtime';

/** The part of CycloneDX 1.5 that is read here; the rest of npm's output is kept. */
interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly metadata: { readonly component: { readonly 'bom-ref': string } };
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly properties: readonly { readonly name: string }[];
}

/** Packages that are shipped outside the bundles. */
const unbundled = ['electron', 'keytar'];

/**
 * The bill of materials of the app, as CycloneDX: npm's, without the tools. npm can't tell the two apart
 * (docs/decisions/0017-the-bill-of-materials-follows-the-bundles.md); the licences that Vite writes beside the
 * bundles name every package in them. Needs a build and the lockfile, and no network.
 */
export function shippedBom(): Bom {
  const bundled = ['main', 'renderer'].flatMap((folder) => {
    const text = readFileSync(path.join(projectRoot, 'out', folder, 'licenses.md'), 'utf8');
    return [...text.matchAll(/^## (\S+) - (\d\S+) \(/gm)].map(([, name, at]) => `${name}@${at}`);
  });
  const command =
    'npm sbom --sbom-format=cyclonedx --sbom-type=application --package-lock-only --include=dev';
  const options = { cwd: projectRoot, encoding: 'utf8', maxBuffer: 100_000_000 } as const;
  const bom = JSON.parse(execSync(command, options)) as Bom;
  const components = bom.components
    .filter(({ 'bom-ref': ref, name }) => bundled.includes(ref) || unbundled.includes(name))
    .map((component) => ({
      ...component,
      scope: 'required',
      properties: component.properties.filter(({ name }) => !name.endsWith(':development')),
    }));
  const refs = new Set([bom.metadata.component, ...components].map((one) => one['bom-ref']));
  const missing = bundled.filter((ref) => !refs.has(ref));
  if (missing.length > 0)
    throw new Error(`Not in the lockfile: ${missing.join(', ')}. Build again.`);
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  return { ...bom, components, dependencies };
}
