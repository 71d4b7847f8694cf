import type { PackedApp } from '../packed-app';
import { nameOf, type Target } from '../targets';

/**
 * Every file of ours in a package. Each exists exactly once: one more is shipped without being used, and with
 * one less the app doesn't start.
 */
function allowedFiles(target: Target): readonly RegExp[] {
  return [
    '^out/main/index\\.cjs$',
    '^out/main/updater-engine\\.cjs$',
    '^out/main/licenses\\.md$',
    '^out/preload/index\\.cjs$',
    '^out/renderer/index\\.html$',
    '^out/renderer/licenses\\.md$',
    '^out/renderer/assets/index-[\\w-]{8}\\.js$',
    '^out/renderer/assets/index-[\\w-]{8}\\.css$',
    '^out/renderer/assets/mark-[\\w-]{8}\\.svg$',
    `^node_modules/keytar/prebuilds/${nameOf(target)}/keytar\\.node$`,
    '^node_modules/keytar/lib/keytar\\.js$',
    '^node_modules/keytar/package\\.json$',
    '^node_modules/keytar/LICENSE\\.md$',
    '^package\\.json$',
    '^LICENSE$',
  ].map((pattern) => new RegExp(pattern));
}

/** Files that are not allowed, missing, or there twice. @returns one sentence each */
export function unexpectedFiles({ target, files, unlisted }: PackedApp): string[] {
  const names = files.map(({ name }) => name);
  const allowed = allowedFiles(target);
  return [
    ...[...names.filter((name) => !allowed.some((pattern) => pattern.test(name))), ...unlisted].map(
      (name) => `${name} is not in the list of allowed files`,
    ),
    ...allowed.flatMap((pattern) => {
      const found = names.filter((name) => pattern.test(name));
      if (found.length === 1) return [];
      return found.length === 0 ? `${pattern} is missing` : `${found.join(', ')}: one is too many`;
    }),
  ];
}

/** Bytes of ours in a package. */
const mostBytes = 2_000_000;

export function tooLarge({ payload }: PackedApp): string[] {
  return payload < mostBytes ? [] : [`the app has ${payload} bytes; the limit is ${mostBytes}`];
}

const processors: Readonly<Record<number, string>> = {
  62: 'x64',
  183: 'arm64',
  16777223: 'x64',
  16777228: 'arm64',
  34404: 'x64',
  43620: 'arm64',
};

/**
 * What a file runs on, by the header of ELF (System V ABI, `e_machine`), Mach-O (`cputype`) or PE (`Machine`).
 *
 * @returns like `linux-x64`; `null` for a file that is not native
 */
function machineOf(file: Buffer): string | null {
  if (file.length < 64) return null;
  const processor = (machine: number) => processors[machine] ?? 'unknown';
  if (file.readUInt32BE(0) === 0x7f454c46) return `linux-${processor(file.readUInt16LE(18))}`;
  if (file.readUInt32LE(0) === 0xfeedfacf) return `darwin-${processor(file.readUInt32LE(4))}`;
  // A universal binary, half of which would never run.
  if (file.readUInt32BE(0) === 0xcafebabe) return 'darwin-universal';
  const start = file.readUInt32LE(60);
  const isPe =
    file.toString('latin1', 0, 2) === 'MZ' &&
    file.toString('latin1', start, start + 4) === 'PE\0\0' &&
    start + 6 <= file.length;
  return isPe ? `win32-${processor(file.readUInt16LE(start + 4))}` : null;
}

/** Native files for another system or processor, or inside the archive. */
export function foreignNativeFiles({ target, files }: PackedApp): string[] {
  return files.flatMap(({ name, isUnpacked, content }) => {
    const machine = machineOf(content());
    if (machine === null) return name.endsWith('.node') ? [`${name} is not native`] : [];
    const wanted = nameOf(target);
    return [
      ...(machine === wanted ? [] : [`${name} is for ${machine}, not for ${wanted}`]),
      // At every start, Electron would copy it to a temporary folder, where others could change it.
      ...(isUnpacked ? [] : [`${name} is native and inside the archive`]),
    ];
  });
}

/** What must not be shipped, by a word that occurs only there. A test checks that each word still does. */
export const developmentMarks = {
  'test code': 'vitest',
  'the local user pool': '/_local/',
  'the Chromium host': 'chromium-host',
  'the AWS commands': 'cloudformation',
} as const;

/** Source maps, tests and development tools. */
export function leftovers({ files }: PackedApp): string[] {
  return files.flatMap(({ name, isUnpacked, content }) => {
    if (name.endsWith('.map')) return [`${name} is a source map`];
    if (isUnpacked) return [];
    const text = content().toString('utf8');
    return [
      ...(/[#@] sourceMappingURL=/.test(text) ? [`${name} contains or names a source map`] : []),
      ...Object.entries(developmentMarks)
        .filter(([, mark]) => text.toLowerCase().includes(mark))
        .map(([what, mark]) => `${name} contains ${what} ("${mark}")`),
    ];
  });
}

/** What secrets look like. */
const secretShapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
];

/** Names of variables that hold a secret. */
const secretName = /PASSWORD|SECRET|TOKEN|CSC_LINK|PRIVATE|CREDENTIAL|API_KEY$/;

/**
 * Secrets, and paths of the machine that built the app. Names them, and never shows the value.
 *
 * @param env whose secrets are searched for; values under 8 characters are ordinary words
 * @param root the project's folder on this machine
 */
export function secretsIn({ files }: PackedApp, env: NodeJS.ProcessEnv, root: string): string[] {
  const secrets = Object.entries(env).flatMap(([variable, value = '']) =>
    secretName.test(variable) && value.length >= 8
      ? [{ what: `the value of ${variable}`, bytes: Buffer.from(value) }]
      : [],
  );
  const texts = [...secrets, { what: 'the folder that it was built in', bytes: Buffer.from(root) }];
  return files.flatMap(({ name, content }) => {
    const file = content();
    return [
      ...secretShapes
        .filter(([, shape]) => shape.test(file.toString('latin1')))
        .map(([what]) => what),
      ...texts.filter(({ bytes }) => file.includes(bytes)).map(({ what }) => what),
    ].map((what) => `${name} contains ${what}`);
  });
}
