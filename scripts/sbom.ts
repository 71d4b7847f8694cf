import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './runtime';

/** The part of CycloneDX 1.5 that is looked at here; npm writes more of it, which stays. */
export interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly scope: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/** What the three bundles are made from, as in electron.vite.config.ts. */
const entries = ['src/main/index.ts', 'src/preload/index.ts', 'src/renderer/main.tsx'];

/**
 * The bill of materials of what is shipped, as CycloneDX: the `dependencies`, what the bundles are made from,
 * and Electron. For npm all but the first are `devDependencies`, so `npm sbom --omit dev` would leave out
 * most of it; and without `--omit` it would list every tool. Asks no registry: the lockfile has it all.
 */
export async function shippedBom(): Promise<Bom> {
  const all = npmBom();
  const production = all.components.filter((one) => !one.properties.some(isDevelopment));
  const shipped = new Set([
    ...production.map((one) => one['bom-ref']),
    ...(await bundledPackages()),
    refOf('node_modules/electron'),
  ]);
  const { component } = all.metadata;
  const root = {
    ...component,
    name: component['bom-ref'].replace(/@[^@]*$/, ''),
    type: 'application',
  };
  const known = new Set([root['bom-ref'], ...shipped]);
  return {
    ...all,
    metadata: { ...all.metadata, component: root },
    components: all.components.filter((one) => shipped.has(one['bom-ref'])).map(asShipped),
    dependencies: all.dependencies
      .filter(({ ref }) => known.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => known.has(on)) })),
  };
}

/** For npm it was a tool; of the app it is a part. */
function asShipped(component: Component): Component {
  const properties = component.properties.filter((one) => !isDevelopment(one));
  return { ...component, scope: 'required', properties };
}

function isDevelopment({ name }: Component['properties'][number]): boolean {
  return name === 'cdx:npm:package:development';
}

/**
 * Development packages too, whatever `NODE_ENV` says: the bundles are made of them.
 *
 * @throws Error with what npm said, for instance when the lockfile does not fit package.json
 */
function npmBom(): Bom {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline', '--include', 'dev'],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
      shell: process.platform === 'win32', // there npm is a script
    },
  );
  if (status !== 0) throw new Error(`npm sbom failed; it is part of npm 10 and later.\n${stderr}`);
  return JSON.parse(stdout) as Bom;
}

/** The packages of which something stands in a bundle, as `name@version`. */
async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: entries,
    outdir: 'out',
    write: false,
    bundle: true,
    preserveSymlinks: true, // a copy of the project can have node_modules as a link
    platform: 'node',
    external: ['electron', 'keytar'],
    loader: { '.svg': 'text' },
    metafile: true,
    logLevel: 'error',
  });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const names = parts
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    // Up to the last of them: a package may have a version of another one to itself.
    .flatMap(
      ([file]) => /^node_modules\/(.*node_modules\/)?(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
    );
  return [...new Set(names)].map(refOf);
}

/** @param folder of the package, in the project */
function refOf(folder: string): string {
  const text = readFileSync(path.join(projectRoot, folder, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  return `${name}@${version}`;
}

/** `npm run sbom`: writes it beside the packages of a release. */
if (process.argv[1] === import.meta.filename) {
  const file = 'out/sbom.cdx.json';
  const bom = await shippedBom();
  mkdirSync(path.join(projectRoot, 'out'), { recursive: true });
  writeFileSync(path.join(projectRoot, file), `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`${bom.components.length} packages are shipped: ${file}`);
}
