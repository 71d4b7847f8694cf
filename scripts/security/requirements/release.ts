import type { Requirement } from '../requirement';

/** The package, the logs, and where things come from. */
export const release: readonly Requirement[] = [
  {
    number: 64,
    rule: 'Every fuse is decided',
    where: ['electron-builder.yml#electronFuses', 'scripts/package/checks/program.ts#wrongFuses('],
    standIn:
      '`npm run package:check` reads them from the binary. Without Electron’s, that is a fake in which electron-builder has set the fuses.',
    mutations: [
      { file: 'electron-builder.yml', find: '  runAsNode: false', replace: '  runAsNode: true' },
    ],
  },
  {
    number: 65,
    rule: 'Outside the archive stands the keychain module, and nothing else',
    where: ['electron-builder.yml#asarUnpack', 'scripts/package/checks/files.ts#allowedFiles('],
    mutations: [{ file: 'electron-builder.yml', find: '  - "**/*.node"', replace: '  - "**/*"' }],
  },
  {
    number: 66,
    rule: 'Hardened runtime on macOS, with the fewest entitlements',
    where: [
      'electron-builder.yml#hardenedRuntime',
      'build/entitlements.mac.plist#allow-jit',
      'build/signing.ts#adHoc',
    ],
    standIn:
      'Signing needs certificates that no repository has; without them a build is unsigned, and works.',
    mutations: [
      {
        file: 'electron-builder.yml',
        find: '  hardenedRuntime: true',
        replace: '  hardenedRuntime: false',
      },
      {
        file: 'build/signing.ts',
        find: 'mac: env.CSC_LINK ? orFail : adHoc',
        replace: 'mac: env.CSC_LINK ? orFail : {}',
      },
    ],
  },
  {
    number: 67,
    rule: 'An Electron that is still supported',
    where: [
      'scripts/electron-support.ts#supportedMajors',
      '.github/workflows/support.yml#scripts/electron-support.ts',
      'package.json#"electron"',
    ],
    standIn:
      'Which major is the newest only the registry knows: a job asks it every Monday, and before each release.',
    mutations: [
      {
        file: 'scripts/electron-support.ts',
        find: 'const supportedMajors = 3;',
        replace: 'const supportedMajors = 4;',
      },
      {
        file: 'scripts/electron-support.ts',
        find: 'major > newestMajor - supportedMajors',
        replace: 'major > newestMajor - 2 * supportedMajors',
      },
    ],
  },
  {
    number: 68,
    rule: 'Logs: a list of fields, and a redactor; no secret, address or home folder',
    where: ['src/main/shell/log.ts#allowedFields', 'src/main/shell/redact.ts#redact'],
    mutations: [
      {
        file: 'src/main/shell/log.ts',
        find: '.filter(([name]) => allowedFields.has(name))',
        replace: '.filter(([name]) => allowedFields.has(name) || name !== "")',
      },
      { file: 'src/main/shell/redact.ts', find: "'[opaque]'", replace: "'$&'" },
    ],
  },
  {
    number: 69,
    rule: 'No crash report leaves the computer',
    where: ['docs/security.md#no crash'],
    standIn: 'The app never starts `crashReporter`, without which Electron uploads nothing.',
    mutations: [],
  },
  {
    number: 70,
    rule: 'Exact versions, a lockfile, install scripts by name, a bill of materials; actions pinned by hash, provenance attested',
    where: [
      'package.json#allowScripts',
      'package-lock.json#lockfileVersion',
      'scripts/release/sbom.ts#shippedBom',
      '.github/workflows/release.yml#actions/checkout@',
      '.github/workflows/ci.yml#npm audit signatures',
      '.github/workflows/release.yml#actions/attest@',
    ],
    standIn:
      'Signatures of packages and attestations are made and checked on the web: the workflows are linted here, and run there.',
    mutations: [
      { file: 'package.json', find: '"typescript": "7.0.2"', replace: '"typescript": "^7.0.2"' },
      {
        file: 'scripts/release/sbom.ts',
        find: "['main', 'renderer']",
        replace: "['main']",
      },
      {
        file: '.github/workflows/release.yml',
        find: '          persist-credentials: false\n          # With all branches',
        replace: '          # With all branches',
      },
    ],
  },
  {
    number: 71,
    rule: 'Updates: signed, https, never a lower version',
    where: [
      'src/main/shell/updates/signed-provider.ts#isSignedFeed',
      'src/main/shell/updates/request-limits.ts#options.protocol',
      'src/main/shell/updates/updater-engine.ts#isPrerelease',
      'src/main/config/validate.ts#notBuiltIn',
    ],
    standIn:
      'What Windows and macOS ask of an installer’s own signature is theirs to check, and needs one that is signed.',
    mutations: [
      {
        file: 'src/main/shell/updates/signed-provider.ts',
        find: "if (!isSignedFeed(keys, file, text, signature ?? ''))",
        replace: "if (!isSignedFeed(keys, file, text, signature ?? '') && text === '')",
      },
      {
        file: 'src/main/shell/updates/feed-signature.ts',
        find: 'fileName, feed].join',
        replace: "'', feed].join",
      },
      {
        file: 'src/main/shell/updates/feed.ts',
        find: 'sha512: z.base64().length(88),',
        replace: 'sha512: z.base64().length(88).optional(),',
      },
      {
        file: 'src/main/shell/updates/request-limits.ts',
        find: "options.protocol !== 'https:'",
        replace: "options.protocol === 'ftp:'",
      },
      {
        file: 'src/main/shell/updates/request-limits.ts',
        find: 'if (received > this.maxBytes)',
        replace: 'if (received > 1e12)',
      },
      {
        file: 'src/main/shell/updates/updater-engine.ts',
        find: 'updater.allowDowngrade = false;',
        replace: 'updater.allowDowngrade = true;',
      },
      {
        file: 'src/main/shell/updates/updater-engine.ts',
        find: '!isPrerelease(info.version) && ',
        replace: '',
      },
      {
        file: 'src/main/config/values.ts',
        find: "return url.protocol === 'https:' ? httpsProblem(url) : 'is not an https address';",
        replace: 'return httpsProblem(url);',
      },
      {
        file: 'src/main/config/validate.ts',
        find: 'isPackaged && !isBuiltIn && builtInKeys.includes(entry.key)',
        replace: 'isPackaged && !isBuiltIn && builtInKeys.length === 0',
      },
    ],
  },
  {
    number: 72,
    rule: 'SECURITY.md: who can do what, what is out of reach, how to report',
    where: ['SECURITY.md#What is out of reach'],
    standIn: 'A text.',
    mutations: [],
  },
];
