import type { Configuration } from 'electron-builder';
import { identity } from './src/shared/identity';

type Fuses = NonNullable<Configuration['electronFuses']>;

/**
 * Fuses are switches inside Electron's binary, set when it is packaged. Every one is decided here
 * (SEC-64): a fuse that is added to the type breaks the build until somebody decides it.
 */
const electronFuses: Required<Omit<Fuses, 'resetAdHocDarwinSignature'>> = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

/**
 * What goes into the package, and nothing else: the bundles, and of the keychain module its entry and
 * the one binary that this platform loads (SEC-65).
 */
function packagedFiles(platform: NodeJS.Platform): string[] {
  return [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    'LICENSE',
    '!node_modules/node-addon-api/**',
    '!node_modules/keytar/build/**',
    '!node_modules/keytar/script/**',
    `!node_modules/keytar/prebuilds/!(${platform}-\${arch})/**`,
  ];
}

/** How the app is packaged: `npm run build && npm run package`. Names come from `identity`. */
const configuration: Configuration = {
  appId: identity.appId,
  productName: identity.productName,
  copyright: `Copyright © ${identity.copyright}`,
  directories: { output: 'out/packages' },
  // Only native code stands outside the archive, whose content is checked when it is loaded.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // The keychain module has a finished binary for every platform; building it again would need a compiler.
  npmRebuild: false,
  electronFuses,
  protocols: [{ name: identity.productName, schemes: [identity.redirectScheme] }],
  artifactName: `${identity.name}-\${version}-\${os}-\${arch}.\${ext}`,

  linux: {
    target: ['AppImage', 'deb'],
    category: 'Utility',
    executableName: identity.name,
    files: packagedFiles('linux'),
  },
  deb: {
    // libsecret talks to the keyring; the rest is what Electron needs.
    depends: [
      'libsecret-1-0',
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0',
      'libuuid1',
    ],
    recommends: ['gnome-keyring'],
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.utilities',
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    files: packagedFiles('darwin'),
  },
  win: {
    target: ['nsis'],
    files: packagedFiles('win32'),
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
  },
};

export default configuration;
